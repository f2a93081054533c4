"""The bundled network and its heads in memory: once a process for all extractors that compute alike."""

import logging
import threading
from time import perf_counter
from typing import Any
from weakref import WeakValueDictionary

from attrs import frozen

from quoteattr.heads.inner import InnerHead
from quoteattr.heads.weights import LoadedHeads
from quoteattr.heads.weights import load as load_heads
from quoteattr.heads.weights_of_inner import load as load_inner
from quoteattr.language import Language
from quoteattr.network.weights import LoadedNetwork, runs_on
from quoteattr.network.weights import load as load_network

_log = logging.getLogger(__name__)
_loading = threading.Lock()
_alive: "WeakValueDictionary[tuple[Any, ...], Loaded]" = WeakValueDictionary()  # by folders, device and threads


@frozen(eq=False)
class Loaded:
    """A network and its heads, ready to read; among them that for what is told within, if there is one."""

    network: LoadedNetwork
    heads: LoadedHeads
    inner: InnerHead | None = None


def loaded(language: Language, device: str, threads: int | None) -> Loaded:
    """The network and the heads of a language, kept as long as an extractor that reads with them lives.

    Raises:
        ModelNotFound, InvalidSetting: as `network.weights.load` and `heads.weights.load` do.
    """
    network, heads = language.model("network"), language.model("heads")
    inner = language.models.get("inner")
    key = network, heads, inner, device, threads
    with _loading:
        found = _alive.get(key)
        if found is None:
            begun = perf_counter()
            found = Loaded(
                load_network(network, device, threads),
                load_heads(heads, network, device, threads),
                load_inner(inner, network) if inner is not None else None,
            )
            _alive[key] = found
            names = network.name, heads.name, runs_on(device, threads), perf_counter() - begun
            _log.info("loaded %s and %s, %s, in %.2f s", *names)
    return found
