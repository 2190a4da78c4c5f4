"""Who may do what and where: actors, grants, decisions. Pure Python."""
