"""The heads: a convolution and a small transformer layer over tokens, then tags, names, beginnings of sentences and a
biaffine parser (Dozat and Manning 2017).

They read the states of some layers of the attribution network's encoder, which is not changed for them.
"""

from collections.abc import Collection, Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.network.scheme import FORBIDDEN, LAYERS

LABELS = ("upos", "xpos", "entity", "begins")
Tables = Mapping[str, Collection[str]]  # the labels of each kind


class Heads(nn.Module):
    """From the encoder's states of tokens (at their first and last word piece) to labels, arcs and relations."""

    def __init__(
        self, tables: Tables, encoded: int = 384, width: int = 256, layers: int = 1, inner: int = 128,
        related: int = 32, dropout: float = 0.2, sides: int = len(LAYERS), attentive: bool = True, mentions: int = 0,
    ) -> None:  # fmt: skip
        super().__init__()
        self.tables = tables
        self.sizes = {"encoded": encoded, "width": width, "layers": layers, "inner": inner, "related": related,
                      "sides": sides, "attentive": attentive, "mentions": mentions}  # fmt: skip
        self.join = nn.Linear(2 * sides * encoded, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(width, 4, 2 * width, dropout, activation="gelu", batch_first=True)
            for _ in range(layers if attentive else 0)
        )
        self.near = nn.ModuleList(nn.Conv1d(width, width, 3, padding=1) for _ in range(layers))
        sizes = {"upos": len(tables["upos"]), "xpos": len(tables["xpos"]), "entity": len(tables["entity"]), "begins": 2}
        self.labels = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.up, self.down = nn.Linear(width, inner), nn.Linear(width, inner)
        self.arc = nn.Parameter(torch.randn(inner + 1, inner) / inner**0.5)
        self.rel_up, self.rel_down = nn.Linear(width, related), nn.Linear(width, related)
        self.rel = nn.Linear(related, related * len(tables["deprel"]), bias=False)
        self.rel_both = nn.Linear(2 * related, len(tables["deprel"]))
        self.mentions = Mentions(encoded, mentions) if mentions else None
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Rows × tokens × 2 × layers·encoded → rows × tokens × width."""
        x = self.norm(functional.gelu(self.join(self.drop(states.flatten(2)))))
        places = torch.arange(x.shape[1], device=x.device)
        padding = places >= lengths.unsqueeze(1)
        for n, near in enumerate(self.near):
            x = x.masked_fill(padding.unsqueeze(-1), 0.0)
            x = x + functional.gelu(near(x.transpose(1, 2)).transpose(1, 2))
            if len(self.layers) > n:
                x = self.layers[n](x, src_key_padding_mask=padding)
        words: Tensor = self.drop(x)
        return words

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Scores of every token of the same sentence as head of another; itself means root."""
        down = functional.pad(functional.gelu(self.down(words)), (0, 1), value=1.0)
        scores = (down @ self.arc) @ functional.gelu(self.up(words)).transpose(1, 2)
        return scores.masked_fill(sentence.unsqueeze(2) != sentence.unsqueeze(1), FORBIDDEN)

    def sides(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Words as dependents and as heads, for their relations."""
        return functional.gelu(self.rel_down(words)), functional.gelu(self.rel_up(words))

    def relations(self, down: Tensor, up: Tensor) -> Tensor:
        """Scores of the relations of tokens to their heads, both as `sides` gives them."""
        both = self.rel(down).view(*down.shape[:-1], -1, down.shape[-1]) @ up.unsqueeze(-1)
        scores: Tensor = both.squeeze(-1) + self.rel_both(torch.cat([down, up], -1))
        return scores


class Mentions(nn.Module):
    """Whom a mention means: a score for every mention before it, and one for somebody new (Lee et al. 2017, mentions
    given). It reads the encoder's last states at the first and last word piece of a mention's head word."""

    FAR = 10  # classes of distance in words, each twice as wide as the one before

    def __init__(self, encoded: int, size: int) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * encoded, 2 * size)
        self.later, self.earlier = nn.Linear(2 * size, size), nn.Linear(2 * size, size + 1)
        self.new = nn.Linear(2 * size, 1)
        self.distance = nn.Embedding(self.FAR, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Mentions × 2·encoded → of each its numbers as the later and as the earlier of two, and a score for being
        new."""
        x = functional.gelu(self.inner(states))
        return self.later(x), self.earlier(x), self.new(x).squeeze(-1)

    def scores(self, later: Tensor, earlier: Tensor, words: Tensor) -> Tensor:
        """Later mentions × earlier ones: how well they go together, `words` apart."""
        size = later.shape[-1]
        far = words.clamp(min=1).float().log2().long().clamp(max=self.FAR - 1)
        scores: Tensor = later @ earlier[:, :-1].T / size**0.5 + earlier[:, -1] + self.distance(far).squeeze(-1)
        return scores
