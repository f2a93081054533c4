"""What newsrooms ask of sourcing, read off an article: rules with their standards, and what they find.

`values` are rules and findings, `story` what a rule may ask of an article, the modules after them the rules themselves,
`rules` their table, `findings` asks them, `tables` are the findings of many articles.
"""
