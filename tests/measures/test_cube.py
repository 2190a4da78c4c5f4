"""Values of the cube: exact in 128 bits, whatever their size and decimals."""

from decimal import Decimal

import numpy as np
import pytest

from dutdiem.measures.columns import Column
from dutdiem.measures.cube import VALUE, values_of


@pytest.mark.parametrize("decimals", [0, 2, 6, 15])
def test_values_are_exact_whether_they_fit_64_bits_as_they_are_wanted_or_not(decimals: int) -> None:
    amounts = [0, 1, -1, 9223, -9223, 9224, -9224, 5_565_957, -(2**62) + 1, 2**62 - 1]
    over = np.array(amounts, np.int64)
    column = Column(over, decimals, None, 0, over == over, np.ones(len(over), np.int64))
    found = values_of(column, np.arange(len(amounts)))
    assert found.type == VALUE
    assert found.to_pylist() == [Decimal(amount).scaleb(-decimals) for amount in amounts]
