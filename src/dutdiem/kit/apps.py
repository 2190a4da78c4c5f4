"""Django's registration of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Parts without records."""

    name = "dutdiem.kit"
    label = "kit"
