"""What needs a package that is not installed says which, and how to get it; nothing else needs any of them.

CI also runs the tests of the default path in an environment that really lacks torch and Stanza (`make lowest`).
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPTIONAL = ("dask", "distributed", "matplotlib", "pandas", "pyarrow", "stanza", "torch")

NEEDS = [
    ("quoteattr.extract(TEXT, engine='rules')", ["torch", "stanza"], "pip install torch stanza"),
    ("quoteattr.Extractor(parse='stanza').extract(TEXT)", ["torch", "stanza"], "pip install torch stanza"),
    ("quoteattr.Extractor(device='cuda').extract(TEXT)", ["torch"], "pip install torch"),
    ("import quoteattr.on_stanza.processor", ["torch", "stanza"], "pip install torch stanza"),
    pytest.param("import quoteattr.on_stanza.processor", ["stanza"], "pip install stanza", marks=pytest.mark.full),
    ("quoteattr.on_stanza.pack.load_pipeline()", ["torch", "stanza"], "pip install torch stanza"),
    ("ARTICLE.to_frame()", ["pandas"], "pip install 'quoteattr[pandas]'"),
    ("quoteattr.auditing.charts.levels({'a': ARTICLE.audit()})", ["matplotlib"], "pip install 'quoteattr[charts]'"),
    ("import quoteattr.bulk.dask", ["dask"], "pip install 'quoteattr[dask]'"),
    ("quoteattr.to_uima(ARTICLE)", ["cassis"], "pip install 'quoteattr[uima]'"),
    ("quoteattr.from_uima(5)", ["cassis"], "pip install 'quoteattr[uima]'"),
]
PROGRAM = """
import sys
for name in {missing}:
    sys.modules[name] = None  # as if it were not installed
import quoteattr, quoteattr.auditing.charts, quoteattr.on_stanza.pack
TEXT = "“It is over,” said Maria Ruiz."
ARTICLE = quoteattr.extract(TEXT)
try:
    {call}
except quoteattr.MissingExtra as error:
    assert isinstance(error, ImportError)
    print(error)
"""


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("call", "missing", "command"), NEEDS)
def test_what_is_missing_is_named_with_its_command(call: str, missing: list[str], command: str) -> None:
    told = run(PROGRAM.format(call=call, missing=missing))
    assert f" needs {' and '.join(missing)}, not installed here: " in told
    assert command in told


def test_the_default_path_needs_none_of_them() -> None:
    program = f"""
import sys
for name in {OPTIONAL}:
    sys.modules[name] = None
import quoteattr
article = quoteattr.extract("“It is over,” said Maria Ruiz.", scope="all")
assert len(article.attributions) == 1 and quoteattr.from_json(article.to_json()) == article
assert all((quoteattr.render(article), quoteattr.to_tei(article), quoteattr.to_brat(article), article.audit()))
"""
    run(program)


def test_what_is_there_and_broken_says_so_itself(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("import a_part_that_is_missing")
    program = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import quoteattr
try:
    quoteattr.extract("").to_frame()
except ModuleNotFoundError as error:
    print(error)
"""
    assert "a_part_that_is_missing" in run(program)


def test_importing_is_light() -> None:
    program = "import sys, json, quoteattr; print(json.dumps(sorted(m for m in sys.modules if '.' not in m)))"
    heavy = {"numpy", "onnxruntime", "tokenizers", "safetensors", "jinja2", "tqdm", *OPTIONAL}
    assert heavy.isdisjoint(json.loads(run(program)))


@pytest.mark.full
@pytest.mark.parametrize("package", OPTIONAL)
def test_the_whole_environment_has_them(package: str) -> None:
    assert find_spec(package) is not None
