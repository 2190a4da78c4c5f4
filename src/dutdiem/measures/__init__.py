"""Formulas, roll-ups and the mart of figures. Pure Python."""
