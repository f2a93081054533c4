"""What an article says against something else: a tape, a text, another article, another reading, gold.

`verdicts` holds quotations against a record, which `recorded` reads; `repeated` follows one quotation over many
articles; `comparing` sets two readings or two versions side by side; `scoring` measures a reading against gold.
"""
