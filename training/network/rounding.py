"""Learning with numbers as they are shipped: weights in seven bits, inputs of products in bytes.

The products of the graph are rounded so; a network that learned with it loses nothing when it is shipped (Jacob et al.
2018). Rounding is passed over in the gradient.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.network.tensors import MOST
from training.network.joint import Joint

_PRODUCTS = ("qkv", "out", "up", "down", "choosing", "chosen", "join")


class Rounded(nn.Linear):
    """A product with weights and inputs rounded."""

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(inputs(x), weights(self.weight), self.bias)


def weights(weight: Tensor) -> Tensor:
    """A matrix (outputs × inputs) with one scale for each output."""
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / MOST
        off = (weight / scale).round() * scale - weight
    return weight + off


def inputs(x: Tensor) -> Tensor:
    """Inputs (rows × places × width) with one scale and zero for each row, as the graph rounds a window."""
    with torch.no_grad():
        wide = x.float()
        low, high = wide.amin((1, 2), keepdim=True).clamp(max=0), wide.amax((1, 2), keepdim=True).clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        off = (wide / scale).round() * scale - wide
    return x + off.to(x.dtype)


def in_bytes(joint: Joint) -> None:
    """Let all products of the encoder, the ties and the heads' first layer round."""
    for name, module in joint.named_modules():
        if type(module) is nn.Linear and name.rpartition(".")[2] in _PRODUCTS:
            module.__class__ = Rounded
