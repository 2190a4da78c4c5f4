"""Django's registration of this stage."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """Submissions: filling in, workflow, Excel, offline."""

    name = "dutdiem.collection"
    label = "collection"

    def ready(self) -> None:
        """What is reported keeps what it is reported on."""
        from dutdiem.collection import uses

        uses.register()
