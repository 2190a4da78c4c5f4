"""The sentences with which a file is refused. Each says which file, what is wrong and what to do."""

from typing import TYPE_CHECKING

from dutdiem.reading.refusals import Refusal, gettext_noop

if TYPE_CHECKING:
    from dutdiem.reading.files.parts import Part

SENTENCES = {
    "missing": gettext_noop("Không thấy tệp “{name}”: kiểm tra lại đường dẫn."),
    "not_a_file": gettext_noop("“{name}” không phải là tệp thường: chỉ ra từng tệp văn bản."),
    "unreadable": gettext_noop("Không được quyền đọc tệp “{name}”: cấp quyền đọc rồi thử lại."),
    "empty": gettext_noop("Tệp “{name}” rỗng: gửi lại tệp có nội dung."),
    "no_text": gettext_noop("Tệp “{name}” không có chữ nào đọc được: kiểm tra lại nội dung tệp."),
    "too_large": gettext_noop("Tệp “{name}” lớn quá {limit}: chia nhỏ hoặc nén ảnh trong tệp rồi gửi lại."),
    "too_long": gettext_noop("Tệp “{name}” có quá {limit}: chia tệp thành nhiều phần rồi gửi lại."),
    "unknown_kind": gettext_noop(
        "Tệp “{name}” không thuộc loại đọc được: dùng DOCX, DOC, PDF, XLSX, HTML, Markdown hoặc văn bản thuần."
    ),
    "wrong_kind": gettext_noop(
        "Tệp “{name}” không đúng với đuôi tên tệp (nội dung là {found}): lưu lại đúng định dạng rồi gửi lại."
    ),
    "macro": gettext_noop("Tệp “{name}” có chứa macro: lưu lại thành tệp không có macro rồi gửi lại."),
    "encrypted": gettext_noop("Tệp “{name}” có đặt mật khẩu hoặc mã hóa: gỡ mật khẩu rồi gửi lại."),
    "damaged": gettext_noop("Tệp “{name}” bị hỏng ({detail}): mở và lưu lại bằng phần mềm soạn thảo rồi gửi lại."),
    "hostile": gettext_noop("Tệp “{name}” có cấu trúc không an toàn ({detail}): xuất lại tệp từ phần mềm soạn thảo rồi gửi lại."),
    "unpacks_too_large": gettext_noop("Tệp “{name}” giải nén ra quá lớn ({detail}): kiểm tra nguồn gốc tệp, chia nhỏ rồi gửi lại."),
    "unknown_encoding": gettext_noop("Không nhận ra bảng mã của tệp “{name}”: lưu lại bằng bảng mã Unicode (UTF-8) rồi gửi lại."),
    "no_ocr": gettext_noop(
        "Tệp “{name}” là bản quét ({detail}) mà máy này chưa có chương trình nhận dạng chữ nên không kiểm tra được dấu "
        "chỉ độ mật: cài Tesseract kèm dữ liệu tiếng Việt (vie), hoặc gửi tệp có chữ."
    ),
    "too_slow": gettext_noop("Tệp “{name}” đọc quá thời gian cho phép nên đã dừng: chia nhỏ hoặc lưu lại tệp rồi gửi lại."),
    "too_much_memory": gettext_noop("Tệp “{name}” cần quá {limit} MB bộ nhớ nên đã dừng: chia nhỏ hoặc lưu lại tệp rồi gửi lại."),
    "crashed": gettext_noop("Tệp “{name}” làm chương trình đọc dừng đột ngột: tệp có thể bị hỏng, mở và lưu lại rồi gửi lại."),
    "attachment": gettext_noop(
        "Tệp “{name}” có tệp đính kèm bên trong không kiểm tra được ({detail}): gỡ tệp đính kèm, gửi riêng."
    ),
}
"""By code; in braces what is put in: the file's name, a limit, a detail."""


def refusal(code: str, name: str, **facts: object) -> Refusal:
    """The refusal of the file `name` for the reason `code`, one of those above."""
    return Refusal(code, SENTENCES[code].format(name=name, **facts))


class Unfit(Exception):
    """Raised within the readers, which do not know the file's name; becomes a `Refusal` where the name is known."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.seen: list[Part] = []  # what of the file had been read by then: its marking is told before anything else

    def named(self, name: str) -> Refusal:
        return refusal(self.code, name, **self.facts)
