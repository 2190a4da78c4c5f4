"""The folder of sums: which files there are, made where they are missing, opened once, swept.

Figures files never change, so a file of sums, once written, is right for good. It is named after the figures files of its month,
in a folder named after the tree and the stretch of time of the structure; anybody may delete it, it is made again when asked for.
"""

import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pyarrow as pa

from dutdiem.measures.errors import UNREADABLE, MeasureError
from dutdiem.measures.structure import Structure
from dutdiem.measures.sums.build import blocks_of
from dutdiem.measures.sums.file import Block, Sheaf, read, write
from dutdiem.measures.sums.order import Order

FORMAT = "4"
"""What the files hold. Files of another format are not read; `sweep` takes them away."""

OPEN = 512
"""So many files are kept open: five years of months in four structures, and then some."""


class Sums:
    """The sums in a folder, of the structures of one tree. Threads may share one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._orders: dict[int, Order] = {}
        self._open: OrderedDict[_Key, Sheaf] = OrderedDict()
        self._lock = threading.Lock()

    def order(self, structure: Structure) -> Order:
        """The structure's units by number."""
        if structure.epoch not in self._orders:
            self._orders[structure.epoch] = Order(structure)
        return self._orders[structure.epoch]

    def sheaf(self, figures: Sequence[str], structure: Structure, *, approved: bool = False) -> Sheaf:
        """The sums of the figures files of a month, made where they are missing."""
        key = tuple(figures), structure.epoch, approved
        with self._lock:
            if key not in self._open:
                path = self.path(figures, structure, approved=approved)
                if not path.exists():
                    self._write(path, blocks_of(figures, self.order(structure), approved=approved), structure)
                self._keep(key, read(path))
            self._open.move_to_end(key)
            return self._open[key]

    def renew(self, before: Sequence[str], after: Sequence[str], structure: Structure, elements: Collection[str]) -> None:
        """Makes the sums of a month out of those before, of which only some elements changed; what is not there stays so."""
        for approved in (False, True):
            old, new = (self.path(figures, structure, approved=approved) for figures in (before, after))
            if not old.exists() or new.exists():
                continue
            kept = (block for (element, _), of in read(old).blocks.items() if element not in elements for block in of)
            fresh = blocks_of(after, self.order(structure), approved=approved, only=elements) if elements else ()
            with self._lock:
                self._write(new, chain(kept, fresh), structure)

    def path(self, figures: Sequence[str], structure: Structure, *, approved: bool = False) -> Path:
        """Where the sums of figures files are, or will be."""
        kind = f"-{FORMAT}" + "-approved" * approved
        return self._folder / f"{structure.tree.digest[:16]}-{structure.epoch}{kind}" / name_of(figures)

    def _keep(self, key: "_Key", sheaf: Sheaf) -> None:
        self._open[key] = sheaf
        while len(self._open) > OPEN:
            self._open.popitem(last=False)

    def _write(self, path: Path, blocks: Iterable[Block], structure: Structure) -> None:
        """A file appears whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        try:
            write(draft, blocks, self.order(structure).upper)
        except (OSError, pa.ArrowInvalid) as error:
            raise MeasureError(UNREADABLE.format(error=error)) from error
        draft.replace(path)


_Key = tuple[tuple[str, ...], int, bool]


def name_of(figures: Sequence[str]) -> str:
    """What the sums of figures files are called."""
    return sha256("\n".join(sorted(Path(file).name for file in figures)).encode()).hexdigest()[:32]


def sweep(folder: Path, digest: str, months: Iterable[Sequence[str]]) -> int:
    """Deletes the sums of other trees and of figures files that are no more; gives how many files went."""
    kept = {name_of(figures) for figures in months}
    gone = 0
    for of_structure in folder.iterdir() if folder.exists() else ():
        old = not (of_structure.name.startswith(digest[:16]) and f"-{FORMAT}-" in f"{of_structure.name}-")
        for file in of_structure.iterdir():
            if old or file.name not in kept:
                file.unlink(missing_ok=True)
                gone += 1
        if old:
            shutil.rmtree(of_structure, ignore_errors=True)
    return gone
