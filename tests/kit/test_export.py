"""Long tables as files: what is in them, and that they are made piece by piece."""

import csv
import io
import tracemalloc
from datetime import date

import pytest
from django.db import connection
from python_calamine import CalamineWorkbook

from dutdiem.kit import export

HEAD = ["Số", "Tên", "Ngày", "Trống"]
ROWS = [
    (1, "Xây dựng <Đề án> & “số 1”\nhai dòng", date(2025, 6, 30), None),
    (2, "=1+1", date(1900, 3, 1), ""),
    (3, "\x00\x0b\ud800-chữ", None, None),
]


def read_csv(pieces):
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))


def read_sheets(pieces):
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(pieces)))
    return [book.get_sheet_by_index(number).to_python() for number in range(len(book.sheet_names))]


def test_csv_has_the_mark_plain_days_and_no_formulas():
    rows = [*ROWS[:2], (4, "-5", None, None), (5, "+84", None, None)]
    found = read_csv(export.csv_pieces(HEAD, rows))
    assert found[0] == HEAD
    assert found[1] == ["1", "Xây dựng <Đề án> & “số 1”\nhai dòng", "2025-06-30", ""]
    assert [row[1] for row in found[2:]] == ["'=1+1", "'-5", "'+84"]


def test_a_workbook_has_texts_numbers_and_days():
    sheet = read_sheets(export.xlsx_pieces(HEAD, ROWS))[0]
    assert sheet[0] == HEAD
    assert sheet[1][:3] == [1, "Xây dựng <Đề án> & “số 1”\nhai dòng", date(2025, 6, 30)]
    assert sheet[2][:3] == [2, "=1+1", date(1900, 3, 1)]
    assert sheet[3][1] == "-chữ", "what XML cannot hold is left out"


def test_values_beyond_those_that_are_remembered_are_written_all_the_same(monkeypatch):
    monkeypatch.setattr(export, "REMEMBERED", 2)
    rows = [(number, f"Việc <{number % 5}>", date(2025, 6, 1 + number % 5), None) for number in range(200)]
    sheet = read_sheets(export.xlsx_pieces(HEAD, rows))[0]
    assert [tuple(row[:3]) for row in sheet[1:]] == [row[:3] for row in rows]


def test_a_table_without_rows_is_a_head():
    assert read_csv(export.csv_pieces(HEAD, [])) == [HEAD]
    assert read_sheets(export.xlsx_pieces(HEAD, [])) == [[HEAD]]


def test_what_one_sheet_cannot_have_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(export, "SHEET_ROWS", 4)
    sheets = read_sheets(export.xlsx_pieces(["a"], [(number,) for number in range(7)]))
    assert sheets == [[["a"], [0], [1], [2]], [["a"], [3], [4], [5]], [["a"], [6]]]


@pytest.mark.parametrize("pieces", [export.csv_pieces, export.xlsx_pieces])
def test_a_long_table_is_never_held_whole(pieces):
    def most(number):
        tracemalloc.start()
        for _piece in pieces(HEAD, ((n, f"Nhiệm vụ số {n}", date(2025, 6, 30), None) for n in range(number))):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(20_000) < most(2_000) * 1.5 + 200_000


@pytest.mark.django_db
def test_a_file_of_a_whole_table_keeps_few_of_its_pages():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its pages itself")
    export.download("csv", "tat-ca", HEAD, ROWS)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA cache_size").fetchone() == (-2_000,)
