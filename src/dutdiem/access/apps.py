"""Django's registration of this stage."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, roles by subtree, deputies."""

    name = "dutdiem.access"
    label = "access"

    def ready(self) -> None:
        """Grants that hold follow their units."""
        from dutdiem.access import succession

        succession.register()
