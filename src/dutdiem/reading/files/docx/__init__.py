"""DOCX read from its XML: text boxes, automatic numbering, notes, headers, footers and merged cells included.

Structure after ECMA-376 part 1 (WordprocessingML), transitional and strict; elements are known by their local names.
"""

from dutdiem.reading.files.docx.document import open_docx

__all__ = ["open_docx"]
