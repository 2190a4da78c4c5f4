"""The tables of a document as a workbook."""

import io
from dataclasses import replace
from datetime import datetime

import python_calamine

from dutdiem.writing.content import Column, Row, Table
from dutdiem.writing.workbook import write_workbook

WRITTEN = datetime(2025, 12, 31, 8)


def read(document):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(document, WRITTEN)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def with_cell(state, text):
    table = Table((Column("Giá trị", 1, "right"),), (Row((text,)),))
    return read(replace(state, blocks=(table,), annexes=()))["1. Bảng"][-1][0]


def test_each_table_is_a_sheet(state):
    assert list(read(state)) == ["1. Bảng 1", "2. Phụ lục I"]


def test_numbers_are_numbers_and_words_are_words(state):
    rows = read(state)["1. Bảng 1"]
    assert rows[4][1:] == ["Số phường", 1234.0]
    assert rows[5][2] == 1234.5


def test_a_number_that_a_cell_would_round_stays_text(state):
    assert with_cell(state, "12.345.678.901.234,567891") == "12.345.678.901.234,567891"


def test_words_that_begin_like_a_formula_stay_words(state):
    assert with_cell(state, "=1+1") == "=1+1"


def test_a_document_without_tables_says_so(state):
    assert "không có bảng nào" in str(read(replace(state, blocks=(), annexes=())))


def test_the_same_document_gives_the_same_bytes(state):
    assert write_workbook(state, WRITTEN) == write_workbook(state, WRITTEN)
