"""The network of the model engine: a small pretrained encoder that tags spans and ties them together.

A MiniLM encoder (6 layers, Wang et al. 2020) over uncased word pieces, with one embedding for letter
case and one for quotation marks added to the input; a bidirectional LSTM over words; a CRF (Lafferty
et al. 2001) over the tags of source, cue and content; and biaffine scores (Dozat and Manning 2017) by
which every word of a content chooses its cue and every cue its source.
"""

from typing import Any

import numpy as np
import torch
from attrs import asdict, frozen
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.network.modes import MODES
from quoteattr.network.scheme import (
    DISTANCES,
    FORBIDDEN,
    LAYERS,
    LINKS,
    TAGS,
    allowed_moves,
    distance_class,
)
from quoteattr.network.windows import CASES, MARKS, Arrays


@frozen
class Settings:
    """The sizes of a network."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    attended: int = 384  # of all heads of attention together
    inner: int = 1536
    recurrent: int = 160
    linked: int = 128
    window: int = 256  # word pieces
    sides: tuple[int, ...] = LAYERS  # those that the heads read, side by side


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, settings: Settings, dropout: float) -> None:
        super().__init__()
        width, attended = settings.width, settings.attended
        self.heads = settings.heads
        self.qkv = nn.Linear(width, 3 * attended)
        self.out = nn.Linear(attended, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, settings.inner)
        self.down = nn.Linear(settings.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, _ = x.shape
        qkv = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (qkv[0] * qkv.shape[-1] ** -0.5) @ qkv[1].transpose(2, 3)
        if mask is not None:
            scores = scores + mask
        attended = scores.softmax(-1).to(qkv.dtype) @ qkv[2]
        attended = attended.transpose(1, 2).reshape(rows, length, -1)
        x = self.norm1(x + self.out(attended))
        states: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x), approximate="tanh"))))
        return states


class Encoder(nn.Module):
    """Word pieces with their features to states."""

    def __init__(self, settings: Settings, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(settings.vocabulary, settings.width)
        self.positions = nn.Embedding(settings.positions, settings.width)
        self.case = nn.Embedding(CASES, settings.width)
        self.marks = nn.Embedding(MARKS, settings.width)
        self.norm = nn.LayerNorm(settings.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(settings, dropout) for _ in range(settings.layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, case: Tensor, marks: Tensor, sizes: Tensor) -> Tensor:
        return self.layered(ids, case, marks, sizes)[-1]

    def layered(self, ids: Tensor, case: Tensor, marks: Tensor, sizes: Tensor) -> list[Tensor]:
        """The states after each layer, those of the input first."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.pieces(ids) + self.positions(places) + self.case(case) + self.marks(marks)
        x = self.drop(self.norm(x))
        mask = self.mask(x, sizes)
        if mask is not None and torch.is_autocast_enabled(x.device.type):
            mask = mask.to(torch.get_autocast_dtype(x.device.type))
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states

    def mask(self, x: Tensor, sizes: Tensor) -> Tensor | None:
        """What is added to the scores of attention in all layers: against what pads a row; None where nothing does."""
        length = x.shape[1]
        if int(sizes.min()) >= length:
            return None
        absent = torch.arange(length, device=x.device) >= sizes.unsqueeze(1)
        return x.new_zeros(x.shape[:2]).masked_fill(absent, FORBIDDEN)[:, None, None, :]


class BiLSTM(nn.Module):
    """Both directions, each row by its own length: what pads a row never reaches its words."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.forwards = nn.LSTM(width, hidden, batch_first=True)
        self.backwards = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        places = torch.arange(x.shape[1], device=x.device)
        flipped = (lengths.unsqueeze(1) - 1 - places).clamp(min=0)
        turned = x.gather(1, flipped.unsqueeze(-1).expand_as(x))
        ahead, _ = self.forwards(x)
        back, _ = self.backwards(turned)
        back = back.gather(1, flipped.unsqueeze(-1).expand_as(back))
        return torch.cat([ahead, back], -1)


class Links(nn.Module):
    """Scores of every word as the one that another word chooses; the last column is nobody.

    Rows × links × choosing words × (chosen words + 1).
    """

    def __init__(self, width: int, linked: int) -> None:
        super().__init__()
        n = len(LINKS)
        self.linked = linked
        self.choosing = nn.Linear(width, n * linked)
        self.chosen = nn.Linear(width, n * linked)
        self.nobody = nn.Parameter(torch.zeros(n, linked))
        self.bias = nn.Linear(linked, 1)
        self.distance = nn.Embedding(DISTANCES, n)
        nn.init.zeros_(self.distance.weight)

    def forward(self, x: Tensor) -> Tensor:
        choosing, chosen = self.sides(x)
        scores = choosing @ chosen.transpose(2, 3)
        places = np.arange(x.shape[1])
        classes = torch.from_numpy(distance_class(places[None, :] - places[:, None])).to(x.device)
        with_distance: Tensor = scores + functional.pad(self.distance(classes).permute(2, 0, 1), (0, 1))
        return with_distance

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Words as choosing (rows × links × words × linked) and as chosen (one more: nobody); how liked each word is,
        whoever chooses, is part of what those who choose look for."""
        rows, length, _ = x.shape
        choosing = functional.gelu(self.choosing(x)).view(rows, length, -1, self.linked).transpose(1, 2)
        chosen = functional.gelu(self.chosen(x)).view(rows, length, -1, self.linked).transpose(1, 2)
        nobody = self.nobody[None, :, None, :].expand(rows, -1, -1, -1)
        return choosing / self.linked**0.5 + self.bias.weight, torch.cat([chosen, nobody], 2)


class Crf(nn.Module):
    """A linear chain over the tags; `I-` follows only its own `B-` or `I-` within a strip."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(allowed_moves()), persistent=False)
        self.register_buffer("inner", torch.tensor([t.startswith("I-") for t in TAGS]), persistent=False)

    def masked(self, emissions: Tensor, begins: Tensor) -> Tensor:
        """Emissions that let no strip begin inside a span."""
        barred: Tensor = begins.unsqueeze(-1) & self.inner  # type: ignore[operator]
        return emissions.masked_fill(barred, FORBIDDEN)

    @property
    def table(self) -> Tensor:
        """The score of each move from a tag (row) to the next (column)."""
        return self.moves + self.allowed  # type: ignore[operator]

    def sums(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """For each tag the log sum of all paths that end with it."""
        table = self.table
        total, *rest = emissions.unbind(1)
        for t, emission in enumerate(rest, start=1):
            grown = torch.logsumexp(total.unsqueeze(2) + table, 1) + emission
            total = torch.where((t < lengths).unsqueeze(1), grown, total)
        return total

    def loss(self, emissions: Tensor, begins: Tensor, lengths: Tensor, tags: Tensor) -> Tensor:
        """Negative log likelihood of the tags, summed over words and rows."""
        emissions = self.masked(emissions, begins)
        real = torch.arange(tags.shape[1], device=tags.device) < lengths.unsqueeze(1)
        picked = emissions.gather(2, tags.unsqueeze(2)).squeeze(2)
        moved = self.table[tags[:, :-1], tags[:, 1:]]
        gold = (picked * real).sum() + (moved * real[:, 1:]).sum()
        return self.sums(emissions, lengths).logsumexp(-1).sum() - gold


class Network(nn.Module):
    """Emissions of tags, scores of links, scores of the mode of a cue."""

    def __init__(self, settings: Settings, dropout: float = 0.1) -> None:
        super().__init__()
        self.settings = settings
        self.encoder = Encoder(settings, dropout)
        self.lstm = BiLSTM(settings.width, settings.recurrent)
        joined = 2 * settings.recurrent
        self.tags = nn.Linear(joined, len(TAGS))
        self.modes = nn.Linear(joined, len(MODES))
        self.links = Links(joined, settings.linked)
        self.crf = Crf()
        self.drop = nn.Dropout(2 * dropout)

    def forward(self, batch: "Batch") -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(batch.ids, batch.case, batch.marks, batch.sizes)
        with torch.autocast(states.device.type, enabled=False):
            words = self.words(states, batch)
            return self.tags(words), self.links(words), self.modes(words)

    def words(self, states: Tensor, batch: "Batch") -> Tensor:
        """From the encoder's last states to those of words."""
        states = states.gather(1, batch.first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        words: Tensor = self.drop(self.lstm(self.drop(states.float()), batch.lengths))
        return words


@frozen(eq=False)
class Batch:
    """`windows.Arrays` as tensors on one device."""

    ids: Tensor
    case: Tensor
    marks: Tensor
    first: Tensor
    begins: Tensor
    sizes: Tensor
    lengths: Tensor

    @classmethod
    def of(cls, arrays: Arrays, device: Any = "cpu") -> "Batch":
        """The tensors of some arrays."""
        return cls(*(torch.from_numpy(value).to(device) for value in asdict(arrays, recurse=False).values()))
