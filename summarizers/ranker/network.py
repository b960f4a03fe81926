"""A small network with one hidden layer, read from arrays and worked out with numpy alone.

Some forty features of a thousand rows against some forty units are one matrix product: ten times
cheaper than as many trees as it takes to know as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarizers.arrays import Floats


@dataclass(frozen=True, slots=True)
class Network:
    """`inner` is units x features, `offset` and `outer` have a number for each unit.

    Features go in as their signed logarithms (`squashed`), held between `low` and `high`.
    """

    low: Floats
    high: Floats
    inner: Floats
    offset: Floats
    outer: Floats
    base: Floats

    def predict(self, columns: Floats) -> Floats:
        """One value a row; `columns` is features x rows."""
        import numpy as np

        inputs = squashed(columns)
        np.clip(inputs, self.low[:, None], self.high[:, None], out=inputs)
        units = self.inner @ inputs
        units += self.offset[:, None]
        np.maximum(units, 0, out=units)
        values: Floats = self.outer @ units
        return values + self.base

    def to_arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The network as named arrays, for one file with others."""
        import numpy as np

        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {f"{name}.{key}": np.asarray(value, dtype=np.float32) for key, value in named}


def from_arrays(arrays: Mapping[str, NDArray[Any]], name: str) -> Network:
    """The network that `to_arrays` wrote under this name. Raises KeyError where there is none."""
    return Network(*(arrays[f"{name}.{field.name}"] for field in fields(Network)))


def squashed(columns: Floats) -> Floats:
    """Signed logarithms: counts of hundreds and shares of one on one scale."""
    import numpy as np

    sizes = np.abs(columns)
    sizes += 1
    np.log(sizes, out=sizes)
    logarithms: Floats = np.copysign(sizes, columns, out=sizes)
    return logarithms
