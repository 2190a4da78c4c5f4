"""Django's registration of this stage."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """Submissions: filling in, workflow, Excel, offline."""

    name = "dutdiem.collection"
    label = "collection"
