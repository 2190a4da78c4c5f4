"""Django's registration of this stage."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What is measured: data elements, indicators, targets, report forms."""

    name = "dutdiem.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Accepted proposals of targets come here; targets still to be reached follow their units."""
        from dutdiem.catalogue import succession, uptake
        from dutdiem.documents import acceptance

        acceptance.register("target", uptake.take)
        succession.register()
