"""How openly a source speaks: grants of anonymity, what they cover, and levels.

`grants` finds the words that grant it and those that say why, before speakers are known; `covering` tells behind
them whom a grant covers; `levels` gives every attribution its level. The phrases stand in the language's
`anonymity` folder.
"""
