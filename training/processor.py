"""What the processor that trains is good at."""

import torch


def mixed() -> bool:
    """Whether products of floats in halves save time: without AVX-512 they take twenty times as long as whole ones."""
    return torch.backends.cpu.get_cpu_capability().startswith("AVX512")
