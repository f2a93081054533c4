"""Who said what in a whole archive: a folder of texts, JSON Lines or Parquet in, JSON Lines or Parquet out.

python examples/process_corpus.py ARTICLES/ attributions.jsonl --jobs 2
python examples/process_corpus.py articles.jsonl attributions.jsonl --text body --id url
python examples/process_corpus.py articles.parquet attributions/ --jobs -1      # a folder of Parquet files

It can be killed at any moment and started again with the same command: it goes on where it was, and in the end every
document is there exactly once. JSON Lines: one line a document, `{"document", "failure", "attributions": [rows]}`.
Parquet (needs pyarrow): one file for every thousand documents, one row an attribution, one row with `attribution`
null for a document without any. The columns are those of `quoteattr.corpus.COLUMNS`.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import quoteattr
from quoteattr.corpus import COLUMNS, rows, whole

Result = quoteattr.Article | quoteattr.Failure
_A_FILE = 1_000  # documents in one Parquet file
_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def read(path: Path, text: str, id: str) -> Iterator[tuple[str, Any]]:
    """Ids and texts: of the .txt files of a folder (sorted), or of the rows of a .jsonl or .parquet file.

    A row without an id is called by its number. What can't be read as UTF-8 is handed on as bytes, and so fails alone.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            raw = file.read_bytes()
            try:
                yield str(file.relative_to(path)), raw.decode("utf-8")
            except UnicodeDecodeError:
                yield str(file.relative_to(path)), raw
    elif path.suffix == ".parquet":
        import pyarrow.parquet as pq

        number = 0
        with pq.ParquetFile(path) as file:
            wanted = [c for c in (text, id) if c in file.schema_arrow.names]
            for batch in file.iter_batches(256, columns=wanted):
                for row in batch.to_pylist():
                    yield str(row.get(id, number)), row.get(text)
                    number += 1
    else:
        with path.open("rb") as lines:
            for number, line in enumerate(lines):
                try:
                    row = json.loads(line)
                    yield str(row.get(id, number)), row.get(text)
                except (ValueError, AttributeError):
                    yield str(number), line


def told_apart(documents: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """A second document of one id becomes `id#2`: none is taken for the other."""
    times: dict[str, int] = {}
    for name, text in documents:
        times[name] = times.get(name, 0) + 1
        yield (name if times[name] == 1 else f"{name}#{times[name]}"), text


class JsonLines:
    """One line a document, in one file; a line cut off by a kill is dropped at the next start."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def done(self) -> set[str]:
        """The documents that are there already."""
        if not self.path.exists():
            return set()
        found, whole = set(), 0
        with self.path.open("rb+") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                found.add(json.loads(line)["document"])
                whole += len(line)
            lines.truncate(whole)
        return found

    def write(self, results: Iterator[Result]) -> None:
        with self.path.open("ab", buffering=0) as out:
            for result in results:
                failed = isinstance(result, quoteattr.Failure)
                record: dict[str, Any] = {"document": str(result.id), "failure": result.reason if failed else None}
                record["attributions"] = [] if failed else rows(result)
                out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


class Parquet:
    """A folder of files, each put in its place whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def done(self) -> set[str]:
        import pyarrow.parquet as pq

        found: set[str] = set()
        for file in self.path.glob("part-*.parquet"):
            found.update(pq.read_table(file, columns=["document"])["document"].to_pylist())
        return found

    def write(self, results: Iterator[Result]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.schema([(name, getattr(pa, _TYPES[kind])()) for name, kind in COLUMNS.items()])
        number = len(list(self.path.glob("part-*.parquet")))
        while batch := list(islice(results, _A_FILE)):
            table = [row for result in batch for row in whole(result)]
            unfinished = self.path / "unfinished.tmp"
            pq.write_table(pa.Table.from_pylist(table, schema=schema), unfinished)
            os.replace(unfinished, self.path / f"part-{number:05d}.parquet")
            number += 1


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source", type=Path, help="a folder of .txt files, a .jsonl or a .parquet file")
    options.add_argument("target", type=Path, help="a .jsonl file, or a folder for Parquet files")
    options.add_argument("--text", default="text", help="the field that holds the text")
    options.add_argument("--id", default="id", help="the field that holds the id")
    options.add_argument("--jobs", type=int, default=1, help="processes; -1 for one a processor")
    options.add_argument("--scope", choices=("speech", "all"), default="speech")
    options.add_argument("--engine", choices=("model", "rules"), default="model")
    chosen = options.parse_args()
    if not chosen.source.exists():
        print(f"process_corpus.py: there is no {chosen.source}", file=sys.stderr)
        return 1
    sink = JsonLines(chosen.target) if chosen.target.suffix == ".jsonl" else Parquet(chosen.target)
    done = sink.done()
    if done:
        print(f"process_corpus.py: {len(done)} documents are done already", file=sys.stderr)
    documents = told_apart(read(chosen.source, chosen.text, chosen.id))
    left = ((name, text) for name, text in documents if name not in done)
    extractor = quoteattr.Extractor(scope=chosen.scope, engine=chosen.engine)
    failures = 0

    def results() -> Iterator[Result]:
        nonlocal failures
        for result in extractor.extract_many(left, n_jobs=chosen.jobs, progress=True):
            failures += isinstance(result, quoteattr.Failure)
            yield result

    sink.write(results())
    if failures:
        print(f"process_corpus.py: {failures} documents could not be read; see their `failure`", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
