"""The whole cube for other tools: every unit that the actor may see, every element, every stored period."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from dutdiem.authority import Actor
from dutdiem.catalogue.queries import definitions
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, periods, seen_by
from dutdiem.kit.errors import Mistake
from dutdiem.measures.cube import SCHEMA, cube
from dutdiem.measures.structure import Structure


def write_cube(actor: Actor, period_codes: Sequence[str], file: Path, *, structure: str | date = "then") -> int:
    """Write the cube of these periods to a Parquet file; the number of values. `structure` is as in `roll_up`.

    Raises `Mistake` where the file cannot be written, and `Refused` where the actor may see no unit.
    """
    import pyarrow.parquet as pq

    number = 0
    try:
        with asking(), pq.ParquetWriter(file, SCHEMA) as writer:
            for table in _tables(actor, period_codes, structure):
                writer.write_table(table)
                number += table.num_rows
    except OSError as error:
        raise Mistake(f"{file}: không ghi được tệp ({error.strerror or error}); kiểm tra đường dẫn.") from None
    return number


def _tables(actor: Actor, codes: Sequence[str], structure: str | date) -> Iterator[pa.Table]:
    today, running, files, defined = date.today(), engine(), mart().months(), definitions(actor)
    day = structure if isinstance(structure, date) else (today if structure == "today" else None)
    narrow = seen_by(actor, today)

    def seen(of: Structure) -> Sequence[str]:
        return narrow(of, of.codes)

    yield from cube(running, files, defined, periods(codes), seen, day)
