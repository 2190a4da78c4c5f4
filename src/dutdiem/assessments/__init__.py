"""Criteria sets, model units, emulation clusters, cross-checks."""
