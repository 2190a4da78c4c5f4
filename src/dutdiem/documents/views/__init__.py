"""Screens of documents: the library, one document's text with what was found in it, its file."""

from dutdiem.documents.views.library import library
from dutdiem.documents.views.page import draft, file, page, read_again

__all__ = ["draft", "file", "library", "page", "read_again"]
