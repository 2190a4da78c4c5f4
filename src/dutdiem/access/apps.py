"""Django's registration of this stage."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, roles by subtree, deputies."""

    name = "dutdiem.access"
    label = "access"

    def ready(self) -> None:
        """Accounts and roles follow their units; second factors are noted on the trail."""
        from dutdiem.access import factors, succession

        succession.register()
        factors.connect()
