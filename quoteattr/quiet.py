"""ONNX Runtime without its telemetry: the one place of this package that imports it.

From version 1.29 or so on, ONNX Runtime's Linux builds write a device id and a data base into the user's home and look up a
telemetry host, unless ``ORT_DISABLE_TELEMETRY`` is set before the import; turning telemetry off afterwards
(`disable_telemetry_events`) comes too late. See docs/privacy.md.
"""

import os
import sys
import warnings
from types import ModuleType

from quoteattr.errors import QuoteAttrWarning

SWITCH = "ORT_DISABLE_TELEMETRY"


def silence() -> None:
    """Ask ONNX Runtime for silence, unless the user chose for themselves; called when quoteattr is imported."""
    if SWITCH not in os.environ and "onnxruntime" in sys.modules:
        warnings.warn(
            f"onnxruntime was imported before quoteattr, which now can't keep its telemetry off: import quoteattr first, "
            f"or set {SWITCH}=1 in the environment",
            QuoteAttrWarning,
            stacklevel=3,
        )
    os.environ.setdefault(SWITCH, "1")


def onnxruntime() -> ModuleType:
    """The silent runtime."""
    silence()
    import onnxruntime

    return onnxruntime
