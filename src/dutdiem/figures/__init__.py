"""Roll-ups, comparisons, quality and traces of what was collected."""
