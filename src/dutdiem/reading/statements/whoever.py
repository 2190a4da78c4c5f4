"""Whoever it is that something happens to, or who is in charge where it happens: nobody is named, and yet somebody is asked."""

import re

WHOEVER = re.compile(r"(?:\w+ ){1,4}nào (?=[^;.]*(?: thì |, ))")
"""“đơn vị nào …, thì …” asks whoever it is."""
_HOLDERS = "người đứng đầu|thủ trưởng|lãnh đạo|cán bộ|bí thư|chủ tịch|giám đốc|trưởng thôn|trưởng phòng"
IN_CHARGE = re.compile(
    rf"((?:{_HOLDERS})(?:(?:,| và) (?:{_HOLDERS}))?(?: (?!nơi|nào)\w+){{0,3}}?)(?: nơi| đó)? nào (?=[^;.]* phải )"
)
"""“người đứng đầu nơi nào …”: whoever is in charge where it happens is asked."""
