"""A learning rate that warms up and then falls linearly to zero, set at every step.

Stanza's own schedules wait for a plateau, which needs many more steps than two cores can give.
"""

from collections.abc import Callable
from typing import Any

WARM_UP = 0.05  # share of the steps


def rate(step: int, steps: int, peak: float) -> float:
    """The learning rate at a step counted from 1."""
    warm = max(1, round(WARM_UP * steps))
    if step <= warm:
        return peak * step / warm
    return peak * max(0.0, (steps - step) / (steps - warm)) + peak * 1e-3


def schedule(trainer_class: type, steps: int, peak: float) -> None:
    """Make every `update` of a Stanza trainer class set its learning rate first."""
    update: Callable[..., Any] = trainer_class.update  # type: ignore[attr-defined]
    taken = 0

    def scheduled(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal taken
        taken += 1
        optimizers = getattr(self, "optimizers", None) or self.optimizer
        for optimizer in optimizers.values() if isinstance(optimizers, dict) else [optimizers]:
            for group in optimizer.param_groups:
                group["lr"] = rate(taken, steps, peak)
        return update(self, *args, **kwargs)

    trainer_class.update = scheduled  # type: ignore[attr-defined]
