"""Times and deadlines as inclusive ranges of dates."""
