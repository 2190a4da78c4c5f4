"""Submissions: filling in, workflow, Excel, offline."""
