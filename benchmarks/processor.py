"""On which kind of processor figures of speed were taken.

What counts is whether it multiplies bytes in one step (VNNI), and whether a program sees that it does.
"""

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

AS_AVX2 = "BENCHMARK_AS_AVX2"  # set by `as_avx2.py`, to what stands behind the processor's name
WITH, WITHOUT, AS_WITHOUT = "with VNNI", "without VNNI", "as without VNNI"
_VNNI = frozenset({"avx512_vnni", "avx_vnni"})
_INFO = Path("/proc/cpuinfo")


@frozen
class Processor:
    """A kind of processor, and its name."""

    kind: str
    name: str


def here() -> Processor:
    """The processor of this machine, as its programs see it."""
    told = _INFO.read_text(encoding="utf-8") if _INFO.is_file() else ""
    return described(told, os.environ.get(AS_AVX2, ""))


def described(told: str, instead: str = "") -> Processor:
    """The processor that a ``/proc/cpuinfo`` tells of; its kind is the architecture where that tells of no x86.

    `instead` says by whom its newer instructions are kept from the programs, and is empty where nobody does: such a
    processor is a kind of its own, since it is none of those that have no VNNI.
    """
    first = _first(told)
    flags = set(first.get("flags", "").split())
    if not flags:
        return Processor(platform.machine(), platform.processor() or platform.machine())
    name = f"{first['model name']}, family {first['cpu family']}, model {first['model']}"
    if flags & _VNNI:
        return Processor(AS_WITHOUT, f"{name}, {instead}") if instead else Processor(WITH, name)
    return Processor(WITHOUT, name)


def _first(told: str) -> Mapping[str, str]:
    """What is said of the first processor."""
    lines = (line.partition(":") for line in told.split("\n\n")[0].split("\n"))
    return {name.strip(): value.strip() for name, _, value in lines}
