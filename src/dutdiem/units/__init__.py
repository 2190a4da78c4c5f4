"""The dated organisation tree, its successions and groups."""
