"""How fast files are opened and parsed to text and tables, beside other readers in the same run.

    python bench/reading/files.py [--against VENV] [--times N] [FILE_OR_FOLDER...]

Makes a DOCX of about 200 pages, an XLSX of 50,000 rows and a page of HTML; with LibreOffice also a PDF of about 100 pages and
an old DOC. Files given are measured too. The readers are looked for in the virtual environment --against names
(`pip install python-docx docx2txt docx2python pypdfium2 pypdf pdfplumber python-calamine openpyxl lxml beautifulsoup4 html2text`;
antiword and catdoc as programs). Times are of the processor, the best of N, from the file to its text; ours include the
tables, numbers, notes and text boxes, the checks against hostile files, and the conversion of old encodings. Then what a
command costs on the clock that reads one small file.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from file_peers import READERS, measured

from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.opening import open_bytes

SENTENCES = (
    "Công an các đơn vị, địa phương tổ chức quán triệt, triển khai thực hiện nghiêm túc kế hoạch này đến từng cán bộ, chiến sĩ.",
    "Phấn đấu đến hết năm 2025 có trên 85% hồ sơ được giải quyết đúng hạn, giảm ít nhất 10% so với cùng kỳ năm trước.",
    "Văn phòng chủ trì, phối hợp với các phòng, đội theo dõi, đôn đốc; báo cáo kết quả trước ngày 15 hằng tháng.",
)


def ours(path: Path) -> object:
    return open_bytes(path.name, path.read_bytes(), Recogniser(lambda _: None)).text


def made(folder: Path) -> Iterator[Path]:
    yield _docx(folder / "200-pages.docx", 2_400)
    yield _xlsx(folder / "50000-rows.xlsx")
    yield _html(folder / "3-megabytes.html")
    office = shutil.which("soffice")
    if office is None:
        print("no LibreOffice: no PDF and no DOC are made", file=sys.stderr)
        return
    for kind, paragraphs in (("pdf", 1_200), ("doc", 2_400)):
        _docx(folder / "made.docx", paragraphs)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "made.docx")]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        yield (folder / f"made.{kind}").rename(folder / f"{paragraphs // 12}-pages.{kind}")


def _docx(path: Path, paragraphs: int) -> Path:
    import docx

    document = docx.Document()
    for at in range(paragraphs):
        style = "List Number" if at % 3 else "Normal"
        document.add_paragraph(" ".join(SENTENCES[(at + step) % 3] for step in range(3)), style)
        if at % 40 == 0:
            table = document.add_table(6, 5)
            for row in table.rows:
                for number, cell in enumerate(row.cells):
                    cell.text = SENTENCES[(at + number) % 3][:40]
    document.save(str(path))
    return path


def _xlsx(path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("TT", "Nhiệm vụ", "Chủ trì", "Kết quả", "Thời gian", "Kinh phí"))
        for row in range(1, 50_001):
            sheet.write_row(row, 0, (row, f"Nhiệm vụ số {row}", SENTENCES[row % 3][:50], "Báo cáo", "Quý IV/2025", row * 1.5))
    return path


def _html(path: Path) -> Path:
    lines = (f"<p class='a'>{at}. <b>{SENTENCES[at % 3]}</b> {SENTENCES[(at + 1) % 3]}</p>\n" for at in range(12_000))
    rows = (f"<tr><td>{at}</td><td>{SENTENCES[at % 3]}</td><td>Văn phòng</td></tr>" for at in range(2_000))
    path.write_text(f"<html><meta charset=utf-8><body>{''.join(lines)}<table>{''.join(rows)}</table>", "utf-8")
    return path


def given(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.suffix in READERS)


def _peers(venv: Path | None, times: int, files: list[Path]) -> dict[str, dict[str, float]]:
    if venv is None:
        return {}
    script = Path(__file__).with_name("file_peers.py")
    command = [str(venv / "bin/python"), str(script), str(times), *map(str, files)]
    found: dict[str, dict[str, float]] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


def _command_seconds(folder: Path, times: int) -> tuple[float, float]:
    """The least seconds on the clock of `dutdiem read` with one small file, and of starting Python alone."""
    small = folder / "small.txt"
    small.write_text("\n".join(SENTENCES), "utf-8")
    program = Path(sys.executable).with_name("dutdiem")
    return _clock([str(program), "read", "--json", str(small)], times), _clock([sys.executable, "-c", "pass"], times)


def _clock(command: list[str], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = [*made(Path(name)), *given(options.files)]
        own = {file: measured(ours, file, options.times) for file in files}
        peers = _peers(options.against, options.times, files)
        for file, seconds in own.items():
            others = peers.get(str(file), {})
            beside = ", ".join(f"{reader} {took * 1000:.0f} ({took / seconds:.2f})" for reader, took in others.items())
            print(f"{file.name:20} {file.stat().st_size / 1e6:5.2f} MB  ours {seconds * 1000:6.0f} ms  {beside}")
        command, python = _command_seconds(Path(name), options.times)
        print(f"dutdiem read, one small file, on the clock: {command:.2f} s, of which Python's own start {python:.2f} s")


if __name__ == "__main__":
    main()
