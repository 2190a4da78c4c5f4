"""Django's registration of this stage."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What is measured: data elements, indicators, targets, report forms."""

    name = "dutdiem.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Accepted proposals of targets come here."""
        from dutdiem.catalogue import uptake
        from dutdiem.documents import acceptance

        acceptance.register("target", uptake.take)
