"""Django's registration of this stage."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The door for people: layout, navigation, overview and a unit's page."""

    name = "dutdiem.web"
    label = "web"
