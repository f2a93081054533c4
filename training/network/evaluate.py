"""A network in training, to read with, and what it finds as the scorer beside the gold data reads it."""

from typing import Any

from quoteattr.network.confidence import FEATURES
from quoteattr.network.decoding import Chain, Nearness
from quoteattr.network.model import Network
from quoteattr.network.on_torch import TorchNetwork
from quoteattr.network.spotting import Spotted, spot
from quoteattr.network.weights import LoadedNetwork
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from training.network.articles import ENGLISH, base_tokenizer

UNCALIBRATED = dict.fromkeys((*FEATURES, "bias"), 0.0)


def weights_of(network: Network) -> LoadedNetwork:
    """A network in training, to read with."""
    size = network.settings.window
    moves, classes = (p.detach().numpy() for p in (network.crf.moves, network.links.distance.weight))
    return LoadedNetwork(
        TorchNetwork(network.eval()), base_tokenizer(), size, Chain(moves), Nearness(classes, size), UNCALIBRATED
    )


def found_in(weights: LoadedNetwork, text: str) -> list[Spotted]:
    """What a network finds in one text."""
    return spot(weights, text, paragraphs(text), quotations(text), ENGLISH)


def row(spotted: Spotted) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    return {
        "source": [list(spotted.source)] if spotted.source else [],
        "cue": [list(spotted.cue)] if spotted.cue else [],
        "content": [list(piece) for piece in spotted.content],
    }
