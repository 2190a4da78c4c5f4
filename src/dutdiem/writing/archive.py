"""The same content gives the same bytes: the entries of an office file would otherwise carry the minute of writing."""

import io
import zipfile
from datetime import datetime

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(data: bytes, written: datetime) -> bytes:
    """The ZIP file `data` with every entry dated `written` (ZIP knows no time before 1980)."""
    stamp = max(_EARLIEST, written.timetuple()[:6])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name), compresslevel=6)
    return out.getvalue()
