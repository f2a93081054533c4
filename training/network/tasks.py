"""The tasks of `training/tasks`: every module there that has a `NAME`."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from torch import Tensor

from training import tasks
from training.network.joint import Joint, Lot, Outputs
from training.network.pages import Column, Laid, Page


class Task(Protocol):
    """Something that the network learns. A module is one."""

    NAME: str
    WEIGHT: float  # of a label's loss, beside those of other tasks

    def pages(self, limit: int | None) -> Iterable[Page]:
        """What is learned from: each page has something in `gold` under the task's name; the first of every set."""
        ...

    def columns(self, page: Laid) -> dict[str, Column]:
        """The labels of a page that has something for this task."""
        ...

    def loss(self, joint: Joint, outputs: Outputs, batch: Lot) -> Tensor:
        """The loss of a batch, summed over labels."""
        ...

    def distance(self, joint: Joint, outputs: Outputs, teacher: Joint, told: Outputs, batch: Lot) -> Tensor:
        """How far the outputs are from what a teacher says of the same batch, summed over words or tokens."""
        ...


def all_tasks() -> Iterator[Task]:
    """Every task, in the order of their files' names."""
    for module in pkgutil.iter_modules(tasks.__path__):
        made = importlib.import_module(f"{tasks.__name__}.{module.name}")
        if hasattr(made, "NAME"):
            yield cast(Task, made)
