"""The classes of cues that the network tells apart, in the order of its scores."""

from quoteattr.records import Mode

MODES = tuple(mode for mode in Mode if mode is not Mode.DECLINED)  # which is told by words, not learned
