"""Dependencies that would write or call home by themselves, imported so that they do neither (see docs/privacy.md).

ONNX Runtime's newer builds for Linux keep a device id and a data base in the user's home and look up a telemetry host,
unless ``ORT_DISABLE_TELEMETRY`` is set before the import; turning telemetry off afterwards (`disable_telemetry_events`)
comes too late. Matplotlib keeps its list of fonts in the user's home. This is the one place of the package that imports
either.
"""

import atexit
import os
import shutil
import sys
import tempfile
import warnings
from typing import Any

from quoteattr.errors import QuoteAttrWarning
from quoteattr.runtime.extras import need

SWITCH = "ORT_DISABLE_TELEMETRY"
FOLDER = "MPLCONFIGDIR"


def silence() -> None:
    """Ask ONNX Runtime for silence, unless the user chose for themselves; called when quoteattr is imported."""
    if SWITCH not in os.environ and "onnxruntime" in sys.modules:
        warnings.warn(
            "onnxruntime was imported before quoteattr, which can no longer keep its telemetry off: import quoteattr "
            f"first, or set {SWITCH}=1 in the environment",
            QuoteAttrWarning,
            stacklevel=3,
        )
    os.environ.setdefault(SWITCH, "1")


def onnxruntime() -> Any:
    """The silent runtime."""
    silence()
    import onnxruntime

    return onnxruntime


def matplotlib() -> Any:
    """Matplotlib with its list of fonts in a folder that goes with the process, unless the user named one
    (``MPLCONFIGDIR``) or has imported it already.

    Raises:
        MissingExtra: it is not installed.
    """
    if FOLDER in os.environ or "matplotlib" in sys.modules:
        need("quoteattr.auditing.charts", "matplotlib")
        import matplotlib

        return matplotlib
    folder = tempfile.mkdtemp(prefix="quoteattr-fonts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[FOLDER] = folder
    try:
        need("quoteattr.auditing.charts", "matplotlib")
        import matplotlib

        matplotlib.get_configdir(), matplotlib.get_cachedir()  # both are asked once and remembered
        return matplotlib
    finally:
        del os.environ[FOLDER]
