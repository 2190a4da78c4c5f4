"""Reads Vietnamese official documents: text in, mentions with exact spans out. Pure Python."""
