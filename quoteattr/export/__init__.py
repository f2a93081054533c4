"""Articles in the forms of other tools; each module says what its form drops."""

from quoteattr.export.brat import to_brat
from quoteattr.export.conllu import to_conllu
from quoteattr.export.json import from_json, json_schema, read_jsonl, to_json, write_jsonl
from quoteattr.export.schema_org import to_schema_org
from quoteattr.export.tables import names_frame, read_csv, to_frame, write_csv
from quoteattr.export.tei import to_tei
from quoteattr.export.web_annotation import to_web_annotations

__all__ = [
    "from_json", "json_schema", "names_frame", "read_csv", "read_jsonl", "to_brat", "to_conllu", "to_frame", "to_json",
    "to_schema_org", "to_tei", "to_web_annotations", "write_csv", "write_jsonl",
]  # fmt: skip
