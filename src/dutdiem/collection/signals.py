"""What stages above want to know of submissions."""

from django.dispatch import Signal

month_changed = Signal()
"""Submissions of periods that end in a month changed, inside the action's transaction."""
