"""How much one file may cost."""

from dataclasses import dataclass
from math import ceil

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. `small_bytes` is the size up to which the base time and memory hold."""

    file_bytes: int = 50 * MEGABYTE
    small_bytes: int = 5 * MEGABYTE
    seconds: float = 5.0
    memory_bytes: int = 256 * MEGABYTE
    memory_cap_bytes: int = 1_000 * MEGABYTE
    scan_page_seconds: float = 5.0  # of a processor, for each run of the recognition
    scan_page_wait: float = 15.0  # on the clock, for a machine that has other work too
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
        """Wall-clock seconds for a file of `size` bytes: the base up to 5 MB, then in proportion."""
        return self.seconds * max(1.0, size / self.small_bytes)

    def scan_seconds_for(self, size: int, pages: int) -> float:
        """Wall-clock seconds for a scan of so many pages. Where nothing else runs, the processor's limit comes first."""
        return self.seconds_for(size) + pages * self.scan_page_wait

    def memory_for(self, size: int) -> int:
        """Bytes of private memory for a file of `size` bytes."""
        return min(self.memory_cap_bytes, ceil(self.memory_bytes * max(1.0, size / self.small_bytes)))


LIMITS = Limits()
