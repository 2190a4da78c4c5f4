"""Django's registration of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Parts without records."""

    name = "dutdiem.kit"
    label = "kit"

    def ready(self) -> None:
        """Addresses may name records by `<key:…>`."""
        from dutdiem.kit import keys  # noqa: F401
