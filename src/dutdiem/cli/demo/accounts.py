"""The accounts of the sample country, one for each way of looking at it."""

from typing import NamedTuple

from dutdiem.access import actions as access
from dutdiem.authority import Actor, Role
from dutdiem.units.models import Unit

PASSWORD = "dut-diem-2025"  # noqa: S105 (printed for whoever tries the sample; no real installation has these accounts)


class Account(NamedTuple):
    """An account and what it is for."""

    username: str
    name: str
    post: str
    unit: str
    roles: tuple[Role, ...]


ACCOUNTS = (
    Account("tham-muu", "Cán bộ tham mưu Bộ", "cán bộ tham mưu, Văn phòng Bộ Công an", "BCA", (Role.STAFF, Role.ADMINISTRATOR)),
    Account("lanh-dao", "Lãnh đạo Bộ", "lãnh đạo, xem cả nước", "BCA", (Role.LEADER,)),
    Account("kiem-tra", "Cán bộ kiểm tra Bộ", "cán bộ kiểm tra, Thanh tra Bộ Công an", "BCA", (Role.INSPECTOR,)),
    Account("ha-noi", "Cán bộ tổng hợp Hà Nội", "cán bộ tổng hợp, Công an thành phố Hà Nội", "T01", (Role.STAFF, Role.REPORTER)),
    Account("phuong", "Cán bộ báo cáo phường", "cán bộ báo cáo, Công an phường Ba Đình", "", (Role.REPORTER,)),
)


def open_accounts(actor: Actor, ward: str) -> int:
    """Open the accounts and give them their roles; the number opened."""
    for account in ACCOUNTS:
        user = access.open_account(actor, account.username, account.name, PASSWORD, post=account.post)
        unit = Unit.objects.get(code=account.unit or ward)
        for role in account.roles:
            access.give_role(actor, user, unit, role)
    return len(ACCOUNTS)
