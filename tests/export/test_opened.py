"""Files that are written whole or not at all."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Article, UnusableFile, read_jsonl, write_csv, write_jsonl


@pytest.mark.parametrize("write", [write_jsonl, write_csv])
def test_a_file_stays_as_it_was_until_the_new_one_is_whole(article: Article, tmp_path: Path, write: Any) -> None:
    path = tmp_path / "out"
    write([article], path)
    before = path.read_bytes()

    def broken() -> Iterator[Article]:
        yield article
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write(broken(), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_can_be_written_from_itself(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_jsonl([article, article], path)
    write_jsonl(read_jsonl(path), path)
    assert list(read_jsonl(path)) == [article, article]


@pytest.mark.parametrize("write", [write_jsonl, write_csv])
@pytest.mark.parametrize("name", ["x" * 300, "no/such/folder.csv", "folder"], ids=["long", "nowhere", "folder"])
def test_a_file_that_can_not_be_written_is_named_as_its_user_does(
    article: Article, tmp_path: Path, write: Any, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnusableFile, match=f"^{re.escape(str(tmp_path / name))}: "):
        write([article], tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("write", [write_jsonl, write_csv])
def test_a_full_disk_is_told_with_the_file(article: Article, write: Any) -> None:
    with pytest.raises(UnusableFile, match="/dev/full can't be written"):
        write([article] * 200, "/dev/full")
