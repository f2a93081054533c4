"""The bundled network and its heads in memory: once a process for all extractors that compute alike."""

import logging
import threading
from time import perf_counter
from typing import Any
from weakref import WeakValueDictionary

from attrs import frozen

from quoteattr.heads.weights import LoadedHeads
from quoteattr.heads.weights import load as load_heads
from quoteattr.language import Language
from quoteattr.network.weights import LoadedNetwork, runs_on
from quoteattr.network.weights import load as load_network

_log = logging.getLogger(__name__)
_loading = threading.Lock()
_alive: "WeakValueDictionary[tuple[Any, ...], Loaded]" = WeakValueDictionary()  # by folders, device and threads


@frozen(eq=False)
class Loaded:
    """A network and its heads, ready to read."""

    network: LoadedNetwork
    heads: LoadedHeads


def loaded(language: Language, device: str, threads: int | None) -> Loaded:
    """The network and the heads of a language, kept as long as an extractor that reads with them lives.

    Raises:
        ModelNotFound, InvalidSetting: as `network.weights.load` and `heads.weights.load` do.
    """
    network, heads = language.model("network"), language.model("heads")
    key = network, heads, device, threads
    with _loading:
        found = _alive.get(key)
        if found is None:
            begun = perf_counter()
            found = Loaded(load_network(network, device, threads), load_heads(heads, network, device, threads))
            _alive[key] = found
            names = network.name, heads.name, runs_on(device, threads), perf_counter() - begun
            _log.info("loaded %s and %s, %s, in %.2f s", *names)
    return found
