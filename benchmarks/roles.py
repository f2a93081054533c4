"""How often the class of a speaker, as audits count it, is right: on speakers who were given one, read by hand.

python benchmarks/roles.py ../shared/gold                  # how many of those in roles.tsv have the class that is right
python benchmarks/roles.py ../shared/gold --articles FILE  # from FILE, which is written where it is not there
python benchmarks/roles.py ../shared/gold --wrong          # and which have not
"""

from pathlib import Path

from findings import articles, asked_of, kept_rows

from quoteattr import Share
from quoteattr.auditing.roles import role_class
from quoteattr.language import language

LABELS = Path(__file__).parent / "roles.tsv"


def labels() -> dict[tuple[str, int, int], str]:
    """The right class by article and the characters of the first words for a speaker."""
    return {(row["article"], int(row["start"]), int(row["end"])): row["class"] for row in kept_rows(LABELS)}


def main() -> None:
    asked = asked_of(__doc__, "--wrong")
    known, english, right, read = labels(), language("en"), 0, 0
    for article in articles(asked.gold, asked.articles):
        for speaker in article.speakers:
            key = (str(article.id), speaker.mentions[0].start, speaker.mentions[0].end) if speaker.mentions else None
            if key not in known:
                continue
            found = role_class(speaker, english)
            read, right = read + 1, right + (found == known[key])
            if asked.wrong and found != known[key]:
                print(f"{found}, not {known[key]}: {speaker.label} ({article.id})")
    low, high = Share("right", right, read).interval
    print(f"{right} of {read} right: {right / max(1, read):.0%} ({low:.0%}–{high:.0%}); {len(known) - read} not found")


if __name__ == "__main__":
    main()
