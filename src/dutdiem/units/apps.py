"""Django's registration of this stage."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The dated organisation tree, its successions and groups."""

    name = "dutdiem.units"
    label = "units"
