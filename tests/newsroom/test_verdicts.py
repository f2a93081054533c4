"""The verdicts on findings: of known rules, each once, and a sample that is always the same."""

from collections import Counter

from findings import EACH, OF_ONE, VERDICTS, Key, drawn, is_dev, verdicts

from quoteattr.newsroom.rules import RULES


def test_the_file_has_each_finding_once_and_knows_the_rules() -> None:
    rows = [line for line in VERDICTS.read_text(encoding="utf-8").splitlines() if not line.startswith(("#", "rule"))]
    known = verdicts()
    assert len(known) == len(rows)
    assert {key.rule for key in known} == set(RULES) - {"anonymous story"}  # there was none
    assert {row.rsplit("\t", 1)[1] for row in rows} == {"right", "wrong"}
    assert all(key.start < key.end for key in known)


def test_half_of_a_sample_is_of_the_dev_sets_and_few_of_one_article() -> None:
    keys = [Key("r", f"{of}/{n % 40}", n, n + 1) for of in ("a.dev", "a.train") for n in range(200)]
    sample = drawn(keys)
    assert sample == drawn(reversed(keys))
    assert len(sample) == EACH
    assert sum(map(is_dev, sample)) == EACH // 2 + 1
    assert max(Counter(key.article for key in sample).values()) <= OF_ONE
    assert len(drawn(keys[:3])) == 3
