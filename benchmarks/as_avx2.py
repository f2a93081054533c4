"""A command as it would run if this processor had no instructions newer than AVX2 (x86, Linux, gcc and binutils).

    python benchmarks/as_avx2.py [--peers PYTHON] COMMAND ...
    python benchmarks/as_avx2.py --peers PYTHON python benchmarks/compare.py --peers PYTHON

Most processors have AVX2 and no VNNI, and there the network is slower by far. This shows by how much on a machine that
has VNNI: it is **this processor, with the kernels that ONNX Runtime and spaCy's BLIS take on one without**, at this
processor's clock; the ratio to spaCy is what carries over. `cpuid`, the instruction by which libraries learn what they
run on, becomes `ud2` in copies of the two (`benchmarks/out/as_avx2`); `as_avx2.c`, loaded before all, answers in its
place. NumPy, OpenBLAS, torch and the C library are told by their variables. As `cpuid` is asked at the start only,
nothing gets slower by it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen
from pictures import OUT
from processor import AS_AVX2

SOURCE = Path(__file__).resolve().with_suffix(".c")
MADE = OUT / "as_avx2"
CPUID, UD2 = b"\x0f\xa2", b"\x0f\x0b"
_SECTION = re.compile(r"\s*\d+ \S+ +([0-9a-f]+)  ([0-9a-f]+)  [0-9a-f]+  ([0-9a-f]+)  ")
_ASKED = re.compile(r"\s*([0-9a-f]+):\t0f a2 +\tcpuid")
_TOLD = {
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
    "OPENBLAS_CORETYPE": "Haswell",
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX512CD,-AVX512DQ",
    AS_AVX2: "with the kernels for AVX2 (`benchmarks/as_avx2.py`)",
}


@frozen
class Section:
    """Where a part of a library lies in memory and in its file, in bytes."""

    size: int
    address: int
    offset: int


def sections(listing: str) -> list[Section]:
    """The sections of a library, as ``objdump -h`` lists them."""
    found = (_SECTION.match(line) for line in listing.split("\n"))
    return [Section(*(int(number, 16) for number in match.groups())) for match in found if match]


def places(disassembled: Iterable[str], known: Iterable[Section]) -> Iterator[int]:
    """Where in its file a library asks what it runs on, by the lines of ``objdump -d``."""
    parts = tuple(known)
    for line in disassembled:
        match = _ASKED.match(line)
        if match:
            at = int(match[1], 16)
            yield next(p.offset + at - p.address for p in parts if p.address <= at < p.address + p.size)


def changed(library: Path) -> int:
    """Put `ud2` for every `cpuid` of a library; how many there were."""
    listing = subprocess.run(["objdump", "-h", str(library)], check=True, capture_output=True, text=True).stdout
    with subprocess.Popen(["objdump", "-d", str(library)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        found = list(places(run.stdout, sections(listing)))
    code = bytearray(library.read_bytes())
    for at in found:
        if code[at : at + 2] != CPUID:
            raise SystemExit(f"{library}: no cpuid at byte {at}; this objdump is not understood")
        code[at : at + 2] = UD2
    library.write_bytes(code)
    return len(found)


def copied(package: str, python: str) -> int:
    """Copy a package of some Python, its libraries changed; in how many places, 0 where it does not have it."""
    asked = (
        f"import importlib.util as u; s = u.find_spec({package!r}); print(s.submodule_search_locations[0] if s else '')"
    )
    found = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout.strip()
    if not found:
        return 0
    shutil.copytree(found, MADE / package)
    return sum(changed(library) for library in (MADE / package).rglob("*.so"))


def surroundings() -> dict[str, str]:
    """The variables of a process that is to see no more than AVX2."""
    behind = os.environ.get("PYTHONPATH")
    path = f"{MADE}{os.pathsep}{behind}" if behind else str(MADE)
    return {**os.environ, **_TOLD, "PYTHONPATH": path, "LD_PRELOAD": str(MADE / "answer.so")}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--peers", default=sys.executable, help="the Python whose spaCy is to be kept to AVX2 too")
    options.add_argument("command", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)
    answer = str(MADE / "answer.so")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", str(SOURCE), "-o", answer, "-ldl"], check=True)
    for package, python in (("onnxruntime", sys.executable), ("blis", chosen.peers)):
        print(f"{package}: cpuid kept from it in {copied(package, python)} places", file=sys.stderr)
    raise SystemExit(subprocess.run(chosen.command, env=surroundings(), check=False).returncode)


if __name__ == "__main__":
    main()
