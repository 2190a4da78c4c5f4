"""The folder of sums: which files there are, made where they are missing, opened once, swept.

Figures files never change, so a file of sums, once written, is right for good. It is named after the figures file, in a folder
named after the tree and the stretch of time of the structure; anybody may delete it, it is made again when asked for.
"""

import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from dutdiem.measures.errors import UNREADABLE, MeasureError
from dutdiem.measures.structure import Structure
from dutdiem.measures.sums.build import blocks_of
from dutdiem.measures.sums.file import Block, read, write
from dutdiem.measures.sums.order import Order

FORMAT = "3"
"""What the files hold. Files of another format are not read; `sweep` takes them away."""

OPEN = 512
"""So many files are kept open: five years of months in four structures, and then some."""

Blocks = Mapping[tuple[str, str], Sequence[Block]]


class Sums:
    """The sums in a folder, of the structures of one tree. Threads may share one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._orders: dict[int, Order] = {}
        self._open: OrderedDict[tuple[str, int, bool], Blocks] = OrderedDict()
        self._lock = threading.Lock()

    def order(self, structure: Structure) -> Order:
        """The structure's units by number."""
        if structure.epoch not in self._orders:
            self._orders[structure.epoch] = Order(structure)
        return self._orders[structure.epoch]

    def blocks(self, figures: str, structure: Structure, *, approved: bool = False) -> Blocks:
        """The sums of a figures file, made where they are missing."""
        key = figures, structure.epoch, approved
        with self._lock:
            if key not in self._open:
                self._open[key] = self._opened(figures, structure, approved)
                while len(self._open) > OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(key)
            return self._open[key]

    def _opened(self, figures: str, structure: Structure, approved: bool) -> Blocks:
        path = self.path(figures, structure, approved=approved)
        if not path.exists():
            self._make(figures, structure, path, approved)
        return read(path)

    def path(self, figures: str, structure: Structure, *, approved: bool = False) -> Path:
        """Where the sums of a figures file are, or will be."""
        kind = f"-{FORMAT}" + "-approved" * approved
        return self._folder / f"{structure.tree.digest[:16]}-{structure.epoch}{kind}" / Path(figures).name

    def _make(self, figures: str, structure: Structure, path: Path, approved: bool) -> None:
        """A file appears whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        try:
            write(draft, blocks_of(Path(figures), self.order(structure), approved=approved))
        except (OSError, pa.ArrowInvalid) as error:
            raise MeasureError(UNREADABLE.format(error=error)) from error
        draft.replace(path)


def sweep(folder: Path, digest: str, figures: Iterable[str]) -> int:
    """Deletes the sums of other trees and of figures files that are no more; gives how many files went."""
    kept = {Path(file).name for file in figures}
    gone = 0
    for of_structure in folder.iterdir() if folder.exists() else ():
        old = not (of_structure.name.startswith(digest[:16]) and f"{of_structure.name}-".count(f"-{FORMAT}-"))
        for file in of_structure.iterdir():
            if old or file.name not in kept:
                file.unlink(missing_ok=True)
                gone += 1
        if old:
            shutil.rmtree(of_structure, ignore_errors=True)
    return gone
