"""Losses that several tasks share, each summed over what is labelled."""

import torch
from torch import Tensor
from torch.nn import functional

from training.network.pages import IGNORED


def entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy of scores (… × labels) with numbers of labels (…)."""
    return functional.cross_entropy(scores.flatten(0, -2), wanted.flatten(), ignore_index=IGNORED, reduction="sum")


def one_of(scores: Tensor, allowed: Tensor, weight: Tensor) -> Tensor:
    """Of scores (… × labels) with sets of labels (…, a bit for each): that it is one of them (a partial label)."""
    known = allowed != IGNORED
    if not bool(known.any()):
        return scores.sum() * 0
    chosen, bits = scores[known].log_softmax(-1), allowed[known]
    inside = (bits.unsqueeze(-1) >> torch.arange(scores.shape[-1])) & 1
    return -(chosen.masked_fill(inside == 0, float("-inf")).logsumexp(-1) * weight[known]).sum()


def divergence(scores: Tensor, told: Tensor, where: Tensor) -> Tensor:
    """Cross entropy of scores (… × labels) with a teacher's, where a mask (…) is true; beyond what the teacher's own
    doubt costs."""
    mine, theirs = scores[where].log_softmax(-1), told[where].log_softmax(-1)
    return (theirs.exp() * (theirs - mine)).sum()


def present(counts: Tensor, width: int) -> Tensor:
    """Which words or tokens of padded rows are there: rows × width."""
    return torch.arange(width) < counts.unsqueeze(1)
