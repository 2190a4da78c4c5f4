"""How much one file may cost."""

from dataclasses import dataclass
from math import ceil

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds of a processor. `small_bytes` is the size up to which base time and memory hold.

    Where the machine has other work too, a reader may wait for the processor: on the clock it has `patience` times as long.
    """

    file_bytes: int = 50 * MEGABYTE
    small_bytes: int = 5 * MEGABYTE
    seconds: float = 5.0
    patience: float = 3.0
    memory_bytes: int = 256 * MEGABYTE
    memory_cap_bytes: int = 1_000 * MEGABYTE
    scan_page_seconds: float = 5.0
    pages: int = 2_000
    scan_pages: int = 200
    zip_entries: int = 2_000
    unpacked_bytes: int = 120 * MEGABYTE
    part_bytes: int = 40 * MEGABYTE
    ratio: int = 250
    text_characters: int = 20_000_000
    cells: int = 500_000
    attachments: int = 20
    attachment_depth: int = 2

    def seconds_for(self, size: int) -> float:
        """Seconds of a processor for a file of `size` bytes: the base up to 5 MB, then in proportion."""
        return self.seconds * max(1.0, size / self.small_bytes)

    def scan_seconds_for(self, size: int, pages: int) -> float:
        """The same for a scan of so many pages; the recognition of a page has its own processor's time besides."""
        return self.seconds_for(size) + pages * self.scan_page_seconds

    def memory_for(self, size: int) -> int:
        """Bytes of private memory for a file of `size` bytes."""
        return min(self.memory_cap_bytes, ceil(self.memory_bytes * max(1.0, size / self.small_bytes)))


LIMITS = Limits()
