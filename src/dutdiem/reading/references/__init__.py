"""Mentions of other documents: found, read, and told apart."""
