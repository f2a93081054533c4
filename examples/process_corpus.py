"""Who said what in a whole archive: a folder of texts, JSON Lines, CSV or Parquet in, JSON Lines or Parquet out.

python examples/process_corpus.py ARTICLES/ attributions.jsonl --jobs 2
python examples/process_corpus.py articles.jsonl.gz attributions.jsonl --text body --id url
python examples/process_corpus.py articles.parquet attributions/ --jobs -1      # a folder of Parquet files

It can be killed at any moment and started again with the same command: it goes on where it was, and in the end every
document is there exactly once. JSON Lines: one line a document, `{"settings", "document", "failure", "sha256",
"by_place", "attributions": [rows]}`. Parquet (needs pyarrow): one file for every thousand documents, one row an
attribution, one row with `attribution` null for a document without any. The columns are those of
`quoteattr.export.rows.COLUMNS`.

Its exit status: 0, every document is there, be it as a failure with its reason; 1, it could not go on; 2, it could not
begin, and touched nothing; 130, Ctrl-C. See docs/scaling.md.
"""

import argparse
import sys
from pathlib import Path

import quoteattr
from quoteattr.bulk import archive


def say(message: object) -> None:
    text = f"process_corpus.py: {message}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace")
    sys.stderr.write(text.decode(sys.stderr.encoding or "utf-8"))


def counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source", type=Path, help=archive.FORMATS)
    options.add_argument("target", help="a .jsonl file, or a folder for Parquet files")
    options.add_argument("--text", default="text", help="the field that holds the text")
    options.add_argument("--id", default="id", help="the field that holds the id")
    options.add_argument("--encoding", help="of the source, as cp1252; by default what its mark says, else UTF-8")
    options.add_argument("--jobs", type=int, default=1, help="processes; -1 for one a processor")
    options.add_argument("--scope", choices=("speech", "all"), default="speech")
    options.add_argument("--engine", choices=("model", "rules"), default="model")
    chosen = options.parse_args(arguments)
    fields = archive.Fields(chosen.text, chosen.id, chosen.encoding)
    began = False
    try:
        extractor = quoteattr.Extractor(scope=chosen.scope, engine=chosen.engine)
        with archive.opened(chosen.source, chosen.target, fields, extractor, chosen.jobs) as run:
            began = True
            for note in run.notes:
                say(note)
            if run.done:
                say(f"{counted(len(run.done))} {'is' if len(run.done) == 1 else 'are'} done already")
            failures = run.process(progress=True)
    except (quoteattr.QuoteAttrError, OSError) as error:
        say(f"{error}{'; the same command goes on' if began else ''}")
        return 1 if began else 2
    except KeyboardInterrupt:
        say("stopped; the same command goes on")
        return 130
    if failures:
        say(f"{counted(failures)} could not be read; see their `failure`")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
