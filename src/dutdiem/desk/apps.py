"""Django's registration of this stage."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What a person has to do now: proposals to accept, work due, notifications, search."""

    name = "dutdiem.desk"
    label = "desk"
