"""The cascade from objective to task: lead, coordinators, deadlines, progress."""
