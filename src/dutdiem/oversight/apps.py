"""Django's registration of this stage."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Follow-up: reminders, obstacles, petitions, inspections."""

    name = "dutdiem.oversight"
    label = "oversight"
