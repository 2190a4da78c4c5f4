"""Django's registration of this stage."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What is measured: data elements, indicators, targets, report forms."""

    name = "dutdiem.catalogue"
    label = "catalogue"
