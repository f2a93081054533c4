"""The library in fifteen lines: python examples/quickstart.py"""

import argparse

import quoteattr

argparse.ArgumentParser(description=__doc__).parse_args()  # so that --help tells, and runs nothing

article = quoteattr.extract(
    "The port will reopen on Monday, the mayor, Maria Ruiz, said. “We are ready,” she told reporters.\n"
    "Two port officials, who asked not to be named because they were not authorized to speak, "
    "said the main crane had failed twice."
)
for a in article.attributions:
    print(f"{a.speaker} [{a.anonymity.level}, {a.style}] {a.text}")
    if a.anonymity.granted:
        print(f"    granted: {a.anonymity.granted} | reason: {a.anonymity.reason_class}")
print([speaker.label for speaker in article.speakers])
assert quoteattr.from_json(article.to_json()) == article
