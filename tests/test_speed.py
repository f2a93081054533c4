"""What is made of measured speed: kinds of processor, rows that are kept, multiplications counted."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import as_avx2
import compare
import multiply_adds
import processor
import pytest
from as_avx2 import Section
from compare import Ran
from multiply_adds import counted

_INFO = (
    "processor\t: 0\nmodel name\t: Maker 9\ncpu family\t: 6\nmodel\t\t: 60\nflags\t\t: fpu {flags}\n\nprocessor\t: 1\n"
)


@pytest.mark.parametrize(
    ("flags", "instead", "kind", "name"),
    [
        ("avx2 fma", "", "without VNNI", "Maker 9, family 6, model 60"),
        ("avx2 avx512f avx512bw", "", "without VNNI", "Maker 9, family 6, model 60"),
        ("avx2 avx512f avx512_vnni", "", "with VNNI", "Maker 9, family 6, model 60"),
        ("avx2 avx_vnni", "", "with VNNI", "Maker 9, family 6, model 60"),
        ("avx2 avx_vnni", "as told", "as without VNNI", "Maker 9, family 6, model 60, as told"),
        ("avx2", "as told", "without VNNI", "Maker 9, family 6, model 60"),
    ],
)
def test_kind_of_processor(flags: str, instead: str, kind: str, name: str) -> None:
    found = processor.described(_INFO.format(flags=flags), instead)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("told", ["", "processor\t: 0\nFeatures\t: asimd asimddp\n"], ids=["no such file", "ARM"])
def test_a_processor_that_is_no_x86_is_called_by_its_architecture(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert processor.described(told).kind == "aarch64"


def _event(kind: str, given: list[list[int]], made: list[int], name: str = "node_kernel_time") -> dict[str, Any]:
    told = {"op_name": kind, "input_type_shape": [{"float": s} for s in given], "output_type_shape": [{"float": made}]}
    return {"cat": "Node", "name": name, "args": told}


@pytest.mark.parametrize(
    ("kind", "given", "made", "count"),
    [
        ("DynamicQuantizeMatMul", [[7, 384], [1152]], [7, 1152], 7 * 384 * 1152),  # its matrix is not told
        ("MatMul", [[12, 7, 9], [12, 9, 32]], [12, 7, 32], 12 * 7 * 9 * 32),
        ("MatMul", [[5, 7, 128], [128]], [5, 7], 5 * 7 * 128),
        ("FusedMatMul", [[7, 12, 32], [9, 12, 32]], [12, 7, 9], 12 * 7 * 9 * 32),  # turned within
        ("Gemm", [[7, 256], [51]], [7, 51], 7 * 256 * 51),
        ("DynamicQuantizeLSTM", [[7, 1, 384], [2, 1280]], [7, 2, 1, 160], 7 * 2 * 640 * (384 + 160)),
        ("Attention", [[1, 12, 7, 32]] * 3, [1, 12, 7, 32], 2 * 12 * 7 * 7 * 32),
        ("Attention", [[1, 7, 384], [1, 9, 384], [1, 9, 384]], [1, 7, 384], 2 * 7 * 9 * 384),
        ("Softmax", [[12, 7, 9]], [12, 7, 9], 0),
    ],
)
def test_multiplications_of_a_node(kind: str, given: list[list[int]], made: list[int], count: int) -> None:
    assert counted([_event(kind, given, made)]).total() == count


def test_only_what_was_computed_counts_and_each_time() -> None:
    node = _event("Gemm", [[7, 256]], [7, 51])
    others = [_event("Gemm", [[7, 256]], [7, 51], "node_fence_before"), {"cat": "Session", "name": "run"}]
    assert counted([node, *others, node]) == {"Gemm": 2 * 7 * 256 * 51}


def test_a_product_that_nobody_can_count_is_told() -> None:
    with pytest.raises(SystemExit, match="ConvInteger is a product"):
        counted([_event("ConvInteger", [[1, 7, 384]], [1, 7, 384])])


def _counted_apart(sentences: int, folder: Path) -> dict[str, Any]:
    """What the script counts for so many sentences, in a process of its own: here the network may be loaded already."""
    articles = folder / f"{sentences}.jsonl"
    text = "“We can do better,” the mayor said on Monday. " * sentences
    articles.write_text(json.dumps({"text": text}), encoding="utf-8")
    script = [sys.executable, "-W", "ignore", multiply_adds.__file__, str(articles)]
    found: dict[str, Any] = json.loads(subprocess.run(script, capture_output=True, text=True, check=True).stdout)
    return found


def test_multiplications_of_the_library_grow_with_the_text(tmp_path: Path) -> None:
    once, twice = (_counted_apart(sentences, tmp_path) for sentences in (4, 8))
    assert set(once["of_word"]) == set(twice["of_word"])
    assert twice["words"] == 2 * once["words"]
    assert 0 < 0.9 * once["multiply_adds"] < twice["multiply_adds"] < 1.3 * once["multiply_adds"]


def _ran(seconds: list[float]) -> Ran:
    started = {"words": 1000, "load_s": 0.25, "first_s": 0.5}
    return Ran(started, [{"processor_s": s, "peak_mb": 100 + s} for s in seconds])


def test_speed_is_of_processor_time_and_ratios_are_of_the_same_round() -> None:
    ours, base = _ran([1.0, 2.0, 4.0]), _ran([2.0, 2.0, 2.0])
    assert ours.words_per_s == 500
    assert ours.times(base) == [0.5, 1.0, 2.0]


def _kept(kind: str, seconds: list[float], monkeypatch: pytest.MonkeyPatch, maker: str = "Maker") -> dict[str, Any]:
    monkeypatch.setattr(compare, "here", lambda: processor.Processor(kind, maker))
    monkeypatch.setattr(compare, "relation", lambda _: 76.2)
    return compare.kept_of({"quoteattr": _ran(seconds), "spacy": _ran([2.0, 2.0, 2.0])}, 12_300_000)


def test_a_row_for_each_processor_and_the_slower_first(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, slow = (_kept(k, s, monkeypatch) for k, s in (("with VNNI", [1.0] * 3), ("without VNNI", [3.0, 4.0, 5.0])))
    other = _kept("with VNNI", [1.25] * 3, monkeypatch, "Another")
    shown = compare.tables(fast | slow | other)
    assert "without VNNI **0.50 ×**, with VNNI **1.60 ×**." in shown, "of each kind the slowest is told"
    rows = [line for line in shown.split("\n") if "| quoteattr |" in line]
    assert rows == [
        "| without VNNI | quoteattr | 250 | 0.50 (0.40 to 0.67) | 12.3 | 76.2 | 0.2 | 0.5 | 105 |",
        "| with VNNI | quoteattr | 800 | 1.60 | 12.3 | 76.2 | 0.2 | 0.5 | 101 |",
        "| with VNNI | quoteattr | 1,000 | 2.00 | 12.3 | 76.2 | 0.2 | 0.5 | 101 |",
    ]
    heading, line = (next(li for li in shown.split("\n") if li.startswith(begin)) for begin in ("| processor", "|---"))
    assert heading.count("|") == line.count("|") == rows[0].count("|")
    told = ("without VNNI, Maker", "with VNNI, Another", "with VNNI, Maker")
    ends = (f"{of}: 3 rounds on {next(iter(fast.values()))['day']}" for of in told)
    assert shown.rstrip().endswith(f"in the order of the table: {'; '.join(ends)}.")


def test_a_run_takes_the_place_of_its_own_processor_s_only(monkeypatch: pytest.MonkeyPatch) -> None:
    first, kind, maker = (
        _kept(k, [1.0] * 3, monkeypatch, m) for k, m in (("with", "A"), ("without", "A"), ("with", "B"))
    )
    again = _kept("with", [4.0] * 3, monkeypatch, "A")
    kept = first | kind | maker | again
    assert len(kept) == 3
    assert kept["without: A"] == kind["without: A"]
    assert kept["with: B"] == maker["with: B"]
    assert kept["with: A"] == again["with: A"] != first["with: A"]


def test_tables_of_runs_without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "relation", lambda _: None)
    shown = compare.tables(compare.kept_of({"quoteattr": _ran([2.0])}, None))
    assert "| quoteattr | 500 | – | – | – |" in shown
    assert "×**" not in shown


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a\n<!-- speed -->\nold\n<!-- end of speed -->\nb\n", "a\n<!-- speed -->\nnew\n<!-- end of speed -->\nb\n"),
        ("no marks\n", "no marks\n"),
        ("only one\n<!-- speed -->\nold\n", "only one\n<!-- speed -->\nold\n"),
    ],
)
def test_tables_stand_between_the_marks_of_a_page(page: str, expected: str) -> None:
    assert compare.written(page, "new\n") == expected


_LISTED = """
Sections:
Idx Name          Size      VMA               LMA               File off  Algn
 13 .text         00000100  0000000000002000  0000000000002000  00001000  2**4
                  CONTENTS, ALLOC, LOAD, READONLY, CODE
 14 .fini         0000000d  0000000000003000  0000000000003000  00001800  2**2
"""
_DISASSEMBLED = """
    200b:\t0f a2                \tcpuid
    2010:\t48 0f a2 00          \tmov    %rax,%rbx
    3001:\t0f a2                \tcpuid
"""


def test_where_a_library_asks_what_it_runs_on() -> None:
    parts = as_avx2.sections(_LISTED)
    assert parts == [Section(0x100, 0x2000, 0x1000), Section(0xD, 0x3000, 0x1800)]
    assert list(as_avx2.places(_DISASSEMBLED.split("\n"), parts)) == [0x100B, 0x1801]
