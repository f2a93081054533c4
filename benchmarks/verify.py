"""How well quotations are held against a record: 300 from PolNeAR, changed by a seeded script, in others' speech.

    python benchmarks/verify.py [--split train|dev] [--seed 7] [--extract] [--show]
    python benchmarks/verify.py [--split train|dev] [--seed 7] --elsewhere 100 [--show]

Quotations of 6 to 60 words of each kind: word for word; a word dropped, swapped with the next, replaced; an ellipsis;
brackets; fillers and repeats in the record alone; two joined; another speaker's; invented; paraphrased by a list of
synonyms (`synonyms.tsv`), so that at least a third of the words that say something are others. Each record holds what
thirty of them quote, in 10,000 words of GUM's interviews, court hearings and speeches, which have fillers and repeats
of their own and get more. `--extract` reads the article with `quoteattr.extract`; else its records are made as they
should be, and only the check is measured. `--elsewhere` holds what so many articles really quote against fourteen
others, of other days: what is found there is a phrase, or was printed twice (`--show` prints it). Thresholds were
chosen on `--split train`.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import quoteattr
from quoteattr.checking.verdicts import CheckStatus, verify
from quoteattr.records import Anonymity, Article, Attribution, Kind, Level, Mode, Span, Speaker, Style

SHARED = Path(__file__).resolve().parents[2] / "shared"
SYNONYMS = Path(__file__).resolve().parent / "synonyms.tsv"
KINDS = {
    "verbatim": CheckStatus.VERBATIM,
    "dropped": CheckStatus.CHANGED,
    "swapped": CheckStatus.CHANGED,
    "replaced": CheckStatus.CHANGED,
    "ellipsis": CheckStatus.CHANGED,
    "brackets": CheckStatus.CHANGED,
    "cleaned up": CheckStatus.CHANGED,
    "joined": CheckStatus.JOINED,
    "other speaker": CheckStatus.OTHER_SPEAKER,
    "invented": CheckStatus.NOT_FOUND,
    "paraphrased": CheckStatus.NOT_FOUND,
}
COUNTS = {"verbatim": 60, "other speaker": 40, "joined": 30, "invented": 30, "paraphrased": 30}  # of 300; others 110/6
AN_ARTICLE = 30  # quotations
OTHERS = 14  # articles of other days
RECORD = 10_000  # words of other speech
NAMES = [
    "Maria Ruiz",
    "Tom Hale",
    "Ana Frost",
    "Idris Parry",
    "Grace Okafor",
    "Lena Brandt",
    "Walter Nash",
    "Joan Pike",
]
MARKS = re.compile(r"[“”\"\n\[\](…]|\.\.\.")
FILLERS = ["uh,", "um,", "you know,", "I mean,", "well,"]


@frozen
class Case:
    """A quotation as the article has it, what the record has (none, one or two statements), and who says it there."""

    kind: str
    quoted: str
    recorded: tuple[str, ...]
    stated: str
    said_by: str


# --- material -------------------------------------------------------------------------------------


def quotations(split: str) -> list[str]:
    """Quotations of one sentence or more, wholly in marks, of 6 to 60 words, each once, in order."""
    found: dict[str, str] = {}
    with gzip.open(SHARED / "gold" / f"polnear.{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            text = document["text"]
            for attribution in document["attributions"]:
                for start, end in attribution["content"]:
                    content = text[start:end].strip()
                    inner = content.strip('“”" ,').strip()
                    whole = content[:1] in '“"' and content[-1:] in '”"' and not MARKS.search(inner)
                    if whole and 6 <= len(inner.split()) <= 60 and re.search(r"[a-z]", inner):
                        found.setdefault(" ".join(re.findall(r"\w+", inner.lower())), inner)
    return list(found.values())


def speech() -> dict[str, list[str]]:
    """Paragraphs of GUM's interviews, court hearings and speeches, by document."""
    found: dict[str, list[str]] = defaultdict(list)
    for split in ("train", "dev", "test"):
        name = ""
        with gzip.open(SHARED / "treebanks" / f"gum.{split}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc id = "):
                    name = line.split(" = ")[1].strip()
                elif re.search(r"_(interview|court|speech)_", name):
                    if line.startswith("# newpar") and "block" not in line:
                        found[name].append("")
                    elif line.startswith("# text = ") and found[name]:
                        found[name][-1] = f"{found[name][-1]} {line.split(' = ', 1)[1].strip()}".strip()
    return {name: [p for p in paragraphs if p] for name, paragraphs in found.items()}


def plain(text: str) -> str:
    """The words of a text alone."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "


# --- changes --------------------------------------------------------------------------------------


def with_fillers(rng: random.Random, text: str, rate: float) -> str:
    """A text with fillers, and words said twice."""
    words = []
    for word in text.split():
        if rng.random() < rate:
            words.append(rng.choice(FILLERS) if rng.random() < 0.6 or not word.isalpha() else f"{word},")
        words.append(word)
    return " ".join(words)


def paraphrased(quotation: str, synonyms: dict[str, str], little: frozenset[str]) -> str | None:
    """A quotation by synonyms; None where too few of its words have one."""
    words, changed, telling = [], 0, 0
    for word in quotation.split():
        bare = re.sub(r"\W", "", word).lower()
        telling += bare not in little
        if bare in synonyms:
            changed += bare not in little
            word = re.sub(r"\w+", synonyms[bare], word, count=1)
        words.append(word)
    return " ".join(words) if changed * 3 >= telling and changed >= 2 else None


def changed(rng: random.Random, kind: str, words: list[str], others: list[str]) -> str | None:
    """What an article makes of some words by a kind of small change."""
    words = list(words)
    at = rng.randrange(1, len(words) - 2)
    if kind == "dropped":
        del words[at : at + rng.choice((1, 1, 2))]
    elif kind == "swapped":
        if words[at].lower() == words[at + 1].lower() or not all(re.search(r"\w", w) for w in words[at : at + 2]):
            return None
        words[at], words[at + 1] = words[at + 1], words[at]
    elif kind == "replaced":
        words[at] = rng.choice([w for w in others if w.lower() != words[at].lower()])
    elif kind == "ellipsis":
        if len(words) < 12:
            return None
        cut = rng.randrange(3, 6)
        at = rng.randrange(3, len(words) - cut - 3)
        words[at : at + cut] = ["…"]
    elif kind == "brackets":
        words[at] = f"[{rng.choice(('the mayor', 'Harbour Estates', 'they', 'the new plan'))}]"
    return " ".join(words)


def cases(rng: random.Random, pool: list[str], synonyms: dict[str, str], little: frozenset[str]) -> list[Case]:
    """Three hundred cases of all kinds."""
    rest = [kind for kind in KINDS if kind not in COUNTS]
    wanted = [kind for kind, n in COUNTS.items() for _ in range(n)]
    wanted += [rest[i % len(rest)] for i in range(300 - len(wanted))]
    vocabulary = [w for q in pool for w in q.split() if w.isalpha()]
    pool = pool[:]
    rng.shuffle(pool)
    found = []
    for kind in sorted(wanted, key=lambda k: k != "paraphrased"):  # what asks most of a quotation first
        case = None
        for place, quotation in enumerate(pool):
            case = case_of(rng, kind, quotation, pool, vocabulary, synonyms, little)
            if case is not None:
                del pool[place]
                break
        assert case is not None, kind
        if kind == "joined":
            pool.remove(case.recorded[1])
        found.append(case)
    rng.shuffle(found)
    return found


def case_of(
    rng: random.Random,
    kind: str,
    quotation: str,
    pool: list[str],
    vocabulary: list[str],
    synonyms: dict[str, str],
    little: frozenset[str],
) -> Case | None:
    """A case of a kind made of a quotation; None where it can't be."""
    stated, other = rng.sample(NAMES, 2)
    recorded: tuple[str, ...] = (quotation,)
    quoted: str | None = quotation
    if kind == "invented":
        recorded = ()
    elif kind == "paraphrased":
        quoted = paraphrased(quotation, synonyms, little)
    elif kind == "joined":
        second = rng.choice([q for q in pool if q != quotation])
        quoted, recorded = f"{quotation.rstrip('.,')}{rng.choice(('. ', ', ', '. '))}{second}", (quotation, second)
    elif kind == "cleaned up":
        words = quotation.split()
        spoken = with_fillers(rng, quotation, max(0.2, 1.5 / len(words)))
        recorded = (spoken,) if spoken != quotation else ()
        quoted = quotation if recorded else None
    elif kind not in ("verbatim", "other speaker"):
        quoted = changed(rng, kind, quotation.split(), vocabulary)
    if quoted is None or (KINDS[kind] is CheckStatus.CHANGED and plain(quoted) in plain(recorded[0])):
        return None  # what it is to be is a change; a word dropped at the edge is none
    return Case(kind, quoted, recorded, stated, other if kind == "other speaker" else stated)


# --- article and record ---------------------------------------------------------------------------


def record_of(rng: random.Random, batch: list[Case], speech: dict[str, list[str]]) -> str:
    """The statements of some cases as turns, with words before and behind them, among turns of other speech."""
    turns: list[str] = []
    names = list(speech)
    rng.shuffle(names)
    words, at = 0, 0
    while words < RECORD:
        for paragraph in speech[names[at % len(names)]]:
            who = rng.choice(["MODERATOR", *(name.upper() for name in NAMES)])
            turns.append(f"{who}: {with_fillers(rng, paragraph, 0.03)}")
            words += len(paragraph.split())
            if words >= RECORD:
                break
        at += 1
    sentences = [s for t in turns for s in re.findall(r"[A-Z][^.?!:]{20,120}[.?!]", t.split(": ", 1)[1])]
    for case in batch:
        slots = rng.sample(range(1, len(turns) - 1), len(case.recorded))
        for slot, statement in zip(slots, case.recorded, strict=True):
            ended = statement if statement[-1] in ".?!" else f"{statement}."
            said = " ".join([rng.choice(sentences), ended, rng.choice(sentences)][rng.randrange(2) :])
            title, name = rng.choice(["", "MR. ", "MS. "]), case.said_by.upper()
            turns.insert(slot, f"{name.split()[1] if title else name}: {said}")
    return "\n\n".join(turns)


def article_of(batch: list[Case]) -> Article:
    """The quotations as an article, its records as they should be."""
    text, attributions = "", []
    speakers = {n: Speaker(f"S{i}", n, None, Kind.PERSON, level=Level.NAMED) for i, n in enumerate(NAMES)}
    for number, case in enumerate(batch):
        start = len(text)
        text += f"“{case.quoted}” said {case.stated}.\n\n"
        content = Span(start, start + len(case.quoted) + 2, f"“{case.quoted}”")
        attributions.append(
            Attribution(
                f"A{number}", None, None, (content,), style=Style.DIRECT, mode=Mode.SPEECH,
                speaker=speakers[case.stated], anonymity=Anonymity(Level.NAMED),
            )
        )  # fmt: skip
    return Article(text, tuple(attributions), tuple(speakers.values()), quoteattr.quotations(text))


def answers(batch: list[Case], record: str, extract: bool) -> Iterator[tuple[Case, str, object]]:
    """Each case with the status that it gets; “missed” where the article's reading has no such quotation."""
    article = article_of(batch)
    made = {a.content[0].start: case for a, case in zip(article.attributions, batch, strict=True)}
    held = quoteattr.extract(article.text) if extract else article
    given = {}
    for checked in verify(held, record):
        given[article.text.rfind("“", 0, checked.quotation[0].start + 1)] = checked
    for start, case in made.items():
        answer = given.get(start)
        yield case, answer.status.value if answer else "missed", answer


def elsewhere(rng: random.Random, split: str, number: int, show: bool) -> None:
    """The statuses of quotations held against articles of other days, by their length."""
    with gzip.open(SHARED / "gold" / f"polnear.{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for document in rng.sample(documents, min(number, len(documents))):
        day = document["id"].split("_")[1]
        others = rng.sample([d for d in documents if d["id"].split("_")[1] != day], OTHERS)
        record = "\n\n".join(d["text"] for d in others)
        for checked in verify(quoteattr.extract(document["text"]), record):
            n = len(checked.text.split())
            table["1 to 3 words" if n < 4 else "4 to 9" if n < 10 else "10 and more"][checked.status.value] += 1
            if show and checked.found:
                print(f"{checked}\n   {' | '.join(span.text for span in checked.found)}")
    for length, counts in sorted(table.items()):
        print(f"{length:14}{counts.total():5}  {dict(counts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--extract", action="store_true", help="read the articles with quoteattr.extract")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--elsewhere", type=int, metavar="ARTICLES", help="quotations against articles of other days")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    if arguments.elsewhere:
        elsewhere(rng, arguments.split, arguments.elsewhere, arguments.show)
        return
    synonyms = dict(line.split("\t") for line in SYNONYMS.read_text("utf-8").splitlines() if not line.startswith("#"))
    little = frozenset(quoteattr.language.language("en").rows("function_words")[0][1].split())
    all_cases = cases(rng, quotations(arguments.split), synonyms, little)
    other = speech()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    seconds = []
    for first in range(0, len(all_cases), AN_ARTICLE):
        batch = all_cases[first : first + AN_ARTICLE]
        record = record_of(rng, batch, other)
        began = time.process_time()
        found = list(answers(batch, record, arguments.extract))
        seconds.append(time.process_time() - began)
        for case, status, checked in found:
            table[case.kind][status] += 1
            if arguments.show and status != KINDS[case.kind].value:
                print(f"{case.kind} → {status}\n   article: {case.quoted}\n   record:  {case.recorded}\n   {checked}\n")
    report(table, seconds)


def report(table: dict[str, Counter[str]], seconds: list[float]) -> None:
    """The table of kinds and statuses, and what follows from it."""
    right = {kind: counts[KINDS[kind].value] for kind, counts in table.items()}
    for kind in KINDS:
        n = table[kind].total()
        wrong = {s: c for s, c in table[kind].items() if s != KINDS[kind].value}
        print(f"{kind:14}{n:4}  right {100 * right[kind] / n:5.1f} %  {wrong or ''}")
    total = sum(counts.total() for counts in table.values())
    print(f"in the right class: {100 * sum(right.values()) / total:.1f} % of {total}")
    for status in CheckStatus:
        given = sum(counts[status.value] for counts in table.values())
        hit = sum(right[kind] for kind in table if KINDS[kind] is status)
        of = sum(table[kind].total() for kind in table if KINDS[kind] is status)
        if given:
            print(f"{status.value:14} precision {100 * hit / given:5.1f}  recall {100 * hit / max(1, of):5.1f}")
    print(f"{max(seconds):.2f} s of processor time at most for {AN_ARTICLE} quotations and {RECORD:,} words of record")


if __name__ == "__main__":
    main()
