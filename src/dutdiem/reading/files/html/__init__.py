"""HTML: the words that a browser would show, in lines; tables kept; scripts, styles and comments dropped, nothing fetched."""

from dutdiem.reading.files.html.document import open_html

__all__ = ["open_html"]
