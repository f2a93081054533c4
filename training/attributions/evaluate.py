"""Dev figures of a network by itself: spans and ties as decoded, with the scorer beside the gold data."""

from typing import Any

from benchmarks.scorer import scorer
from quoteattr.network.confidence import FEATURES
from quoteattr.network.decoding import Chain, Nearness
from quoteattr.network.model import Network
from quoteattr.network.on_torch import TorchNetwork
from quoteattr.network.spotting import Spotted, spot
from quoteattr.network.weights import LoadedNetwork
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations
from training.attributions.data import ENGLISH, Article, base_tokenizer

UNCALIBRATED = dict.fromkeys((*FEATURES, "bias"), 0.0)
SCOPES = ("all", "quoted", "speech")


def weights_of(network: Network) -> LoadedNetwork:
    """A network in training, to read with."""
    size = network.settings.window
    moves, classes = (p.detach().numpy() for p in (network.crf.moves, network.links.distance.weight))
    return LoadedNetwork(
        TorchNetwork(network.eval()), base_tokenizer(), size, Chain(moves), Nearness(classes, size), UNCALIBRATED
    )


def predictions(network: Network, articles: list[Article]) -> list[dict[str, Any]]:
    """What the network finds in articles, as the scorer reads it."""
    weights = weights_of(network)
    return [{"id": a.id, "attributions": [row(s) for s in found_in(weights, a)]} for a in articles]


def found_in(weights: LoadedNetwork, article: Article) -> list[Spotted]:
    """What the network finds in one article."""
    return spot(weights, article.text, paragraphs(article.text), quotations(article.text), ENGLISH)


def row(spotted: Spotted) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    return {
        "source": [list(spotted.source)] if spotted.source else [],
        "cue": [list(spotted.cue)] if spotted.cue else [],
        "content": [list(piece) for piece in spotted.content],
    }


def figures(gold: list[Any], predicted: list[Any]) -> dict[str, str]:
    """The F1 that the bars are about."""
    score = scorer()
    by_scope = {scope: score.score(gold, predicted, scope) for scope in SCOPES}
    made = {
        k: " / ".join(str(by_scope[s][k]["f"]) for s in SCOPES) for k in ("relation", "cue", "content", "content_exact")
    }
    made["spans"] = " / ".join(str(by_scope["all"][f"span_{r}"]["f"]) for r in ("source", "cue", "content"))
    return made


def dev_scores(network: Network, dev: list[Article]) -> dict[str, str]:
    gold = [{"id": a.id, "text": a.text, "attributions": a.gold} for a in dev]
    return figures(gold, predictions(network, dev))
