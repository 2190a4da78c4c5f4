"""Sums beside the mart: the figures of every unit, added up once, in files that are read where they lie."""

from dutdiem.measures.sums.keep import Sums, sweep
from dutdiem.measures.sums.reading import Reading

__all__ = ["Reading", "Sums", "sweep"]
