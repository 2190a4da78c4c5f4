"""Kinds of arrays, and whole numbers in them that never overflow unseen."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ROOM = 2**62
"""Amounts below this are kept in 64 bits, where two of them can still be added."""


def scaled(array: Array, peak: int, decimals: int) -> Array:
    """The array times 10**decimals, at most `peak`: in 64 bits, or as Python's own whole numbers, which have no limit."""
    large = array.astype(np.int64 if peak < ROOM else object)
    return large * 10**decimals if decimals else large


def zeros(length: int, peak: int) -> Array:
    """So many zeros that can be added to up to `peak`."""
    return np.zeros(length, np.int64) if peak < ROOM else np.array([0] * length, object)


def keep_memory(size: int = 5 * 2**19) -> None:
    """Lets the C library keep about twice so many bytes that a question is done with for the next one.

    Its limit follows the largest piece that was ever given back; until then it hands every array back to the system, and the
    next question spends half its time on getting pages again.
    """
    np.empty(size, np.int8)
