"""PDF from the one layout, by LibreOffice where it is installed; a second layout would drift from the first."""

import shutil
import subprocess
import tempfile
from pathlib import Path

TIMEOUT = 120.0  # seconds
_PROGRAMS = ("soffice", "libreoffice")


class PdfUnavailableError(Exception):
    """No PDF could be made; the message is one sentence for the user."""


def office_program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(docx: bytes, timeout: float = TIMEOUT) -> bytes:
    """The PDF of a DOCX file; raises `PdfUnavailableError` where LibreOffice is missing, fails or takes too long."""
    program = office_program()
    if program is None:
        raise PdfUnavailableError("Chưa cài LibreOffice nên không tạo được tệp PDF; hãy cài LibreOffice hoặc xuất tệp .docx.")
    with tempfile.TemporaryDirectory(prefix="dutdiem-pdf-") as folder:
        source = Path(folder) / "van-ban.docx"
        source.write_bytes(docx)
        _convert(program, source, timeout)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise PdfUnavailableError("LibreOffice không tạo được tệp PDF từ văn bản này; hãy xuất tệp .docx.")
        return made.read_bytes()


def _convert(program: str, source: Path, timeout: float) -> None:
    # A profile of its own: an office program that someone has open would otherwise take the request and do nothing.
    profile = (source.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    try:
        subprocess.run([*command, "--outdir", str(source.parent), str(source)], capture_output=True, timeout=timeout, check=True)
    except subprocess.TimeoutExpired as error:
        raise PdfUnavailableError(
            f"LibreOffice chưa tạo xong tệp PDF sau {timeout:.0f} giây; hãy thử lại hoặc xuất tệp .docx."
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise PdfUnavailableError("LibreOffice báo lỗi khi tạo tệp PDF; hãy xuất tệp .docx.") from error
