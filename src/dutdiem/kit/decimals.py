"""Exact decimals in the database: text, since SQLite keeps Django's DecimalField as a binary float."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext


class ExactDecimalField(models.Field):  # type: ignore[type-arg]
    """A Decimal kept digit by digit. It sorts as text: order by it in Python, or in the mart."""

    description = "Exact decimal"

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(
                gettext("“%(value)s” không phải là số; nhập số dùng dấu chấm thập phân.") % {"value": value}
            ) from None

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else format(number, "f")
