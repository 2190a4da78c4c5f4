"""Periods, cut-offs and working days. Pure Python."""
