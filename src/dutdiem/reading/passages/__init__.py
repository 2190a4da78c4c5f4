"""Addressable passages: the parts, articles, clauses and points of a document and the I / 1 / a) of plans."""
