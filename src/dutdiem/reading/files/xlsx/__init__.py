"""XLSX: every sheet's used range as a table, and the words of headers, footers, shapes and comments for the guards."""

from dutdiem.reading.files.xlsx.document import open_xlsx

__all__ = ["open_xlsx"]
