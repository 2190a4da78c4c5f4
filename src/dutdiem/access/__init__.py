"""Accounts, roles by subtree, deputies."""
