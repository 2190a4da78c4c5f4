"""Django's registration of this stage."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The audit trail: written with the action, sealed into a hash chain."""

    name = "dutdiem.trail"
    label = "trail"
