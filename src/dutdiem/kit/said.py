"""What people type as free text is looked at as files are: no numbers of private people, no secrecy marking."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dutdiem.kit.errors import Mistake

NAMED = 3
REASON = 2_000
"""Letters that a reason may have where the record does not hold fewer; what is longer is a document and no reason."""


def fault_of(words: str) -> str:
    """One sentence where the words cannot be kept, else empty. Numbers of offices pass, as they do in files."""
    from dutdiem.reading.files.parts import Part, Role
    from dutdiem.reading.guards.numbers import personal_numbers
    from dutdiem.reading.guards.personal import masked
    from dutdiem.reading.guards.secrecy import bears_marking

    if bears_marking(Part(Role.BODY, words)):
        return _(
            "Nội dung mang dấu chỉ độ mật nên không được ghi vào hệ thống này; "
            "xóa đi và xử lý theo quy định về bảo vệ bí mật nhà nước."
        )
    if found := personal_numbers(words):
        numbers = ", ".join(f"“{masked(one.written)}”" for one in found[:NAMED])
        return _("Ô này không ghi số định danh, điện thoại, tài khoản của cá nhân; xóa %(numbers)s rồi gửi lại.") % {
            "numbers": numbers
        }
    return ""


def demand_open_name(name: str, *, field: str = "") -> None:
    """Mistake where the name of a file that came in bears a secrecy marking; the sentence does not tell the name."""
    from dutdiem.reading.guards import check_name
    from dutdiem.reading.refusals import Refusal

    try:
        check_name(name)
    except Refusal as refusal:
        raise Mistake(refusal.says, field=field) from None


def keepable(words: str) -> None:
    """For fields of forms: ValidationError with the sentence."""
    if fault := fault_of(words):
        raise ValidationError(fault)


def demand_keepable(*words: str, field: str = "") -> None:
    """Where no form stands between a person and an action: Mistake with the sentence."""
    for one in filter(None, words):
        if fault := fault_of(one):
            raise Mistake(fault, field=field)


def demand_short(reason: str, *, most: int = REASON, field: str = "reason") -> None:
    """Mistake where a reason is longer than what people read in a list."""
    if (letters := len(reason.strip())) > most:
        raise Mistake(f"Lý do dài {letters} ký tự, tối đa {most}; viết gọn lại.", field=field)
