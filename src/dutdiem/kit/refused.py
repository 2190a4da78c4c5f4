"""A refusal of the reader as a page says it.

The reader knows no pages and says all in Vietnamese. A page says it in its own language: the reader's sentence is recognised and
what it put in is put into the translation; where numbers of private people stand is put together anew from the places.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from dutdiem.reading.refusals import Refusal

if TYPE_CHECKING:
    from dutdiem.reading.guards import PersonalNumbers, Place

OFFICE_NUMBERS = gettext_lazy("Số điện thoại, tài khoản trong tệp là của cơ quan")
"""The box by which a person confirms what the reader's commands ask for as an option."""
KINDS = (
    gettext_noop("số định danh cá nhân"),
    gettext_noop("số chứng minh nhân dân"),
    gettext_noop("số hộ chiếu"),
    gettext_noop("số bảo hiểm xã hội"),
    gettext_noop("số điện thoại di động"),
    gettext_noop("số điện thoại nhà riêng"),
    gettext_noop("số thẻ ngân hàng"),
    gettext_noop("số tài khoản"),
    gettext_noop("số thẻ bảo hiểm y tế"),
    gettext_noop("mã số thuế cá nhân"),
    gettext_noop("số giấy phép lái xe"),
)
"""The kinds of numbers that the reader tells of; a test holds them to the reader's own."""
_NAME = re.compile("“(.*)” có [0-9]+ số ")
_SAID_PLACES = 12


def says_on_page(refusal: Refusal) -> str:
    """One sentence, with the words of the box in place of the command's option."""
    from dutdiem.reading.guards import PersonalNumbers

    return _personal(refusal) if isinstance(refusal, PersonalNumbers) else _translated(refusal)


def _translated(refusal: Refusal) -> str:
    """A detail that was put in stays as the reader said it."""
    from dutdiem.reading.files.refusing import SENTENCES

    sentence = SENTENCES.get(refusal.code, "")
    said = _pattern(sentence).fullmatch(refusal.says) if sentence else None
    return _(sentence).format(**said.groupdict()) if said else _(refusal.says)


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """What the reader may have put into a sentence, by the names in its braces."""
    parts = re.split(r"{(\w+)}", sentence)
    return re.compile("".join(f"(?P<{part}>.*)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))


def _personal(refusal: "PersonalNumbers") -> str:
    places, found = refusal.places, _NAME.search(refusal.says)
    listed = "; ".join(_place(one) for one in places[:_SAID_PLACES])
    if (more := len(places) - _SAID_PLACES) > 0:
        listed += ngettext("; và %(num)s chỗ khác", "; và %(num)s chỗ khác", more) % {"num": more}
    says = ngettext(
        "Tệp “%(name)s” có %(num)s số có thể là của cá nhân (%(places)s): xóa các số đó khỏi tệp; "
        "nếu đều là số của cơ quan thì đánh dấu ô “%(box)s” rồi gửi lại.",
        "Tệp “%(name)s” có %(num)s số có thể là của cá nhân (%(places)s): xóa các số đó khỏi tệp; "
        "nếu đều là số của cơ quan thì đánh dấu ô “%(box)s” rồi gửi lại.",
        len(places),
    )
    return says % {"name": found[1] if found else "", "num": len(places), "places": listed, "box": OFFICE_NUMBERS}


def _place(one: "Place") -> str:
    """As the reader's `Place.says`."""
    where = _("ngoài phần thân văn bản") if one.line is None else _("dòng %(line)s") % {"line": one.line}
    page = _("trang %(page)s, ") % {"page": one.page} if one.page else ""
    return f"{page}{where}: {_(one.kind)} {one.masked}"
