"""Django's registration of this stage."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The cascade from objective to task: lead, coordinators, deadlines, progress."""

    name = "dutdiem.plans"
    label = "plans"
