"""Sums beside the mart: the figures of every unit, added up once, in files that are read where they lie."""

from dutdiem.measures.sums.keep import Sums, sweep

__all__ = ["Sums", "sweep"]
