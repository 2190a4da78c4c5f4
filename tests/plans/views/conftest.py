"""Workbooks as a staff office sends them."""

import io
from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def workbook() -> Callable[..., SimpleUploadedFile]:
    """`workbook([["Nhiệm vụ", "Chủ trì"], ["Việc", "H01"]])` is an XLSX with these rows."""
    import xlsxwriter

    def made(rows: Sequence[Sequence[object]], name: str = "bang.xlsx") -> SimpleUploadedFile:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
        book.close()
        return SimpleUploadedFile(name, out.getvalue())

    return made
