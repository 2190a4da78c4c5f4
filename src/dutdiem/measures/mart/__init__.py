"""The mart: a Delta Lake table of submitted and approved figures."""

from dutdiem.measures.mart.schema import SCHEMA
from dutdiem.measures.mart.table import Mart
from dutdiem.measures.mart.writing import Amendment

__all__ = ["SCHEMA", "Amendment", "Mart"]
