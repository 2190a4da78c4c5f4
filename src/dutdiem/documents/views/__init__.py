"""Screens of documents: the library, files that come in, one document's text with what was found in it, its file."""

from dutdiem.documents.views.adding import add
from dutdiem.documents.views.describing import describe
from dutdiem.documents.views.ending import end
from dutdiem.documents.views.library import library
from dutdiem.documents.views.page import draft, file, mark, page, read_again

__all__ = ["add", "describe", "draft", "end", "file", "library", "mark", "page", "read_again"]
