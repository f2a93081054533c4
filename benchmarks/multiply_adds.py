"""How many multiplications of two numbers the networks need for a word: what speed is by, whatever the processor.

    python benchmarks/multiply_adds.py ARTICLES.jsonl[.gz] [--articles 10]

The library reads articles while ONNX Runtime notes the shapes of everything that it computes; the matrix products of
all graphs are counted, as they ran, the recurrent layers' and attention's among them. A JSON object is printed: words,
multiply_adds (of a word), and of_word, by kind of product.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import prod
from pathlib import Path
from typing import Any

from predict import read

Shape = Sequence[int]
ARTICLES = 10


def _product(given: Sequence[Shape], made: Shape) -> int:
    """Each number made is a sum over the last axis of the first input (no graph of ours turns that one round)."""
    return prod(made) * given[0][-1]


def _recurrent(given: Sequence[Shape], made: Shape) -> int:
    """Four gates, for each word and direction, of the input and of the state: words × directions × rows × size."""
    words, directions, rows, size = made
    return words * directions * rows * 4 * size * (given[0][-1] + size)


def _attended(given: Sequence[Shape], made: Shape) -> int:
    """Queries with each key, and what comes of it with each value; keys stand on the last axis but one."""
    query, key = given[:2]
    return (prod(query) + prod(made)) * key[-2]


_COUNTED: dict[str, Callable[[Sequence[Shape], Shape], int]] = {
    "DynamicQuantizeMatMul": _product,
    "MatMul": _product,
    "FusedMatMul": _product,
    "Gemm": _product,
    "FusedGemm": _product,
    "MatMulIntegerToFloat": _product,
    "MatMulInteger": _product,
    "QGemm": _product,
    "Attention": _attended,
    "MultiHeadAttention": _attended,
    "DynamicQuantizeLSTM": _recurrent,
    "LSTM": _recurrent,
}
_PRODUCTS = ("MatMul", "Gemm", "LSTM", "GRU", "RNN", "Conv", "Attention", "Einsum")  # what has one in its name counts


def counted(events: Iterable[dict[str, Any]]) -> Counter[str]:
    """The multiplications of what ONNX Runtime computed (its profile), by kind of product.

    Raises:
        SystemExit: there is a kind of product that nobody has taught this script to count.
    """
    found: Counter[str] = Counter()
    for event in events:
        if event.get("cat") != "Node" or not event["name"].endswith("_kernel_time"):
            continue
        told = event["args"]
        kind = told["op_name"]
        count = _COUNTED.get(kind)
        if count is not None:
            found[kind] += count(_shapes(told["input_type_shape"]), _shapes(told["output_type_shape"])[0])
        elif any(part in kind for part in _PRODUCTS):
            raise SystemExit(f"{kind} is a product that benchmarks/multiply_adds.py can't count: add it to its table")
    return found


def _shapes(told: Sequence[dict[str, Shape]]) -> list[Shape]:
    return [shape for one in told for shape in one.values()]


def count(texts: Sequence[str]) -> Counter[str]:
    """The multiplications that the library's default way needs for some texts."""
    import quoteattr
    from quoteattr.runtime.quiet import onnxruntime

    runtime = onnxruntime()
    plain = runtime.InferenceSession
    sessions: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:

        def noting(path: str, options: Any, **rest: Any) -> Any:
            options.enable_profiling, options.profile_file_prefix = True, f"{folder}/{len(sessions)}"
            sessions.append(plain(path, options, **rest))
            return sessions[-1]

        runtime.InferenceSession = noting
        try:
            extractor = quoteattr.Extractor(threads=1).load()
        finally:
            runtime.InferenceSession = plain
        for text in texts:
            extractor.extract(text)
        profiles = [Path(session.end_profiling()) for session in sessions]
        return sum((counted(json.loads(p.read_text(encoding="utf-8"))) for p in profiles), Counter())


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("articles_file", metavar="ARTICLES", type=Path)
    options.add_argument("--articles", type=int, default=ARTICLES, help="the first ones only")
    chosen = options.parse_args()
    texts = [article["text"] for article in read(chosen.articles_file)[: chosen.articles]]
    words, found = sum(len(text.split()) for text in texts), count(texts)
    shown = {kind: round(number / words) for kind, number in found.most_common()}
    print(json.dumps({"words": words, "multiply_adds": round(found.total() / words), "of_word": shown}))


if __name__ == "__main__":
    main()
