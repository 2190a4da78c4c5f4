"""What an office writes of itself on its letters: place, post of who signs, abbreviation (Decree 30/2020/NĐ-CP, annex I)."""

BLANK_NUMBER = "        "
"""The registry gives the number when a document is issued (article 15)."""
_PLACES = ("Công an tỉnh ", "Công an thành phố ", "Công an Thành phố ", "Công an phường ", "Công an xã ", "Công an đặc khu ")
_MINISTRY_SEAT = "Hà Nội"
_HEADS = (("Cục ", "Cục trưởng"), ("Văn phòng ", "Chánh Văn phòng"), ("Thanh tra ", "Chánh Thanh tra"))


def place_of(level: str, name: str) -> str:
    """The place in a dateline (II.4.a): a province's own name, else the ministry's seat."""
    if level in ("ministry", "department"):
        return _MINISTRY_SEAT
    if name == "Công an Thành phố Hồ Chí Minh":
        return "Thành phố Hồ Chí Minh"
    return next((name.removeprefix(start) for start in _PLACES if name.startswith(start)), name)


def short_of(level: str, code: str, name: str) -> str:
    """The abbreviation of the issuer in a symbol (II.3): BCA, CAT, CATP, CAX, V01."""
    if level == "province":
        return "CATP" if "thành phố" in name.casefold() else "CAT"
    return "CAX" if level == "commune" else code


def post_of(level: str, name: str) -> str:
    """The post that signs for a unit of this level."""
    if level == "department":
        return next((post for start, post in _HEADS if name.startswith(start)), "Thủ trưởng đơn vị")
    return {"ministry": "Bộ trưởng", "province": "Giám đốc", "commune": "Trưởng Công an"}.get(level, "Thủ trưởng đơn vị")
