"""ONNX graphs, node by node, whose numbers lie in a safetensors file beside them.

A graph is written by hand rather than traced, so that every product is the eight-bit one that ONNX Runtime is quick at,
and so that the numbers have the names that `quoteattr.network.tensors` reads.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

from quoteattr.network.tensors import Array

_MICROSOFT = "com.microsoft"
_KINDS = {
    "int64": TensorProto.INT64,
    "int32": TensorProto.INT32,
    "float32": TensorProto.FLOAT,
    "bool": TensorProto.BOOL,
}
_OPSET, _FORM = 23, 11


class Graph:
    """A graph under construction; `tensors` are the numbers of the file that it points into."""

    def __init__(self, tensors: dict[str, Array]) -> None:
        self.tensors = tensors
        self.used: dict[str, None] = {}
        self.nodes: list[Any] = []
        self.small: list[Any] = []
        self.inputs: list[Any] = []
        self.outputs: list[Any] = []
        self._count = 0

    def given(self, name: str, kind: str, *shape: str | int) -> str:
        """An input."""
        self.inputs.append(helper.make_tensor_value_info(name, _KINDS[kind], shape))
        return name

    def gives(self, value: str, name: str, kind: str, *shape: str | int) -> None:
        """An output, with a name of its own."""
        self.nodes.append(helper.make_node("Identity", [value], [name], name))
        self.outputs.append(helper.make_tensor_value_info(name, _KINDS[kind], shape))

    def constant(self, value: Any) -> str:
        """A small constant of the graph itself."""
        self._count += 1
        name = f"constant_{self._count}"
        self.small.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def stored(self, name: str) -> str:
        """Numbers of the file."""
        self.used[name] = None
        return name

    def do(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """One node with one output."""
        return self.split(kind, 1, *inputs, **attributes)[0]

    def split(self, kind: str, outputs: int, *inputs: str, **attributes: Any) -> list[str]:
        """One node with several outputs; those of Microsoft begin with a dot."""
        self._count += 1
        names = [f"value_{self._count}_{n}" for n in range(outputs)]
        domain = _MICROSOFT if kind.startswith(".") else ""
        kind = kind.removeprefix(".")
        self.nodes.append(
            helper.make_node(kind, list(inputs), names, f"{kind}_{self._count}", domain=domain, **attributes)
        )
        return names

    def linear(self, x: str, name: str) -> str:
        """A product with a matrix in bytes: inputs are rounded to bytes by their range in the window."""
        stem = name.removesuffix(".weight")
        weight, scale = self.stored(name), self.stored(f"{stem}.scale")
        multiplied, middle = self.bytes_of(name)
        apart = None
        if f"{stem}.large" in self.tensors:
            x, apart = self._beyond(x, stem, weight, scale)
        made = self.do(".DynamicQuantizeMatMul", x, multiplied, scale, middle, self.stored(f"{stem}.bias"))
        return made if apart is None else self.do("Add", made, apart)

    def bytes_of(self, name: str) -> tuple[str, str]:
        """A matrix in bytes (or several, along the first axis), and the byte that stands for zero in each column."""
        weight, shape = self.stored(name), self.tensors[name].shape
        columns = (*shape[:-2], shape[-1])
        return weight, self.constant(np.zeros(columns, np.int8))

    def _beyond(self, x: str, stem: str, weight: str, scale: str) -> tuple[str, str]:
        """The inputs within the limit, and the product of what some have beyond it."""
        limit, large = float(self.tensors[f"{stem}.limit"][0]), self.stored(f"{stem}.large")
        within = self.do("Clip", x, *(self.constant(np.float32(end)) for end in (-limit, limit)))
        often, kept = (self.do("Gather", value, large, axis=-1) for value in (x, within))
        rows = self.do("Cast", self.do("Gather", weight, large, axis=0), to=TensorProto.FLOAT)
        return within, self.do("MatMul", self.do("Sub", often, kept), self.do("Mul", rows, scale))

    def norm(self, x: str, name: str, epsilon: float) -> str:
        """A layer's norm. An addition before it stays apart: the fused node takes seven times as long."""
        return self.do(
            "LayerNormalization",
            x,
            self.stored(f"{name}.weight"),
            self.stored(f"{name}.bias"),
            epsilon=epsilon,
            axis=-1,
        )

    def gelu(self, x: str, approximate: str = "none") -> str:
        """As `torch.nn.functional.gelu`; by "tanh" it takes half as long on processors without AVX-512."""
        return self.do("Gelu", x, approximate=approximate)

    def attention(self, qkv: str, heads: int, width: int) -> str:
        """From queries, keys and values side by side (words × 3·width) to words × width."""
        first = self.constant(np.array([0]))
        sizes = self.constant(np.array([width] * 3))
        parts = self.split("Split", 3, self.do("Unsqueeze", qkv, first), sizes, axis=-1)
        return self.do("Squeeze", self.do("Attention", *parts, q_num_heads=heads, kv_num_heads=heads), first)

    def write(self, path: Path, numbers: Path | None = None) -> None:
        """The graph as a file beside the file of its numbers, if it points into one."""
        outside = self._pointers(numbers) if numbers else []
        graph = helper.make_graph(self.nodes, path.stem, self.inputs, self.outputs, [*self.small, *outside])
        sets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=sets, ir_version=_FORM, producer_name="quoteattr")
        onnx.save(model, path)

    def _pointers(self, numbers: Path) -> list[Any]:
        """Where in their file the numbers lie that the graph uses."""
        raw = numbers.read_bytes()
        length = int.from_bytes(raw[:8], "little")
        places = json.loads(raw[8 : 8 + length])
        made = []
        for name in self.used:
            start, end = places[name]["data_offsets"]
            tensor = TensorProto(
                name=name, dims=self.tensors[name].shape, data_location=TensorProto.EXTERNAL,
                data_type=helper.np_dtype_to_tensor_dtype(self.tensors[name].dtype),
            )  # fmt: skip
            for key, value in (("location", numbers.name), ("offset", 8 + length + start), ("length", end - start)):
                tensor.external_data.add(key=key, value=str(value))
            made.append(tensor)
        return made


def save_tensors(tensors: dict[str, Array], path: Path) -> None:
    """The numbers as a file."""
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, path)


def write_manifest(folder: Path, files: tuple[str, ...], made_by: str) -> None:
    """Size and SHA-256 of every file."""
    raw = {name: (folder / name).read_bytes() for name in files}
    known = {name: {"bytes": len(b), "sha256": hashlib.sha256(b).hexdigest()} for name, b in raw.items()}
    manifest = {"language": "en", "made_by": made_by, "files": known}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{folder.name}: {sum(map(len, raw.values())) / 1e6:.1f} MB")
