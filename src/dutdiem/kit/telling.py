"""Saying on a page, in its language, what a part below Django refuses."""

from django.utils.translation import gettext


def said(error: Exception) -> str:
    """The sentence of an error: in the language of the page where the error keeps its pattern and the parts in it."""
    if not (pattern := getattr(error, "pattern", "")):
        return str(error)
    parts = getattr(error, "parts", {})
    return gettext(pattern) % parts if parts else gettext(pattern)
