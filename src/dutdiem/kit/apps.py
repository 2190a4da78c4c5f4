"""Django's registration of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Parts without records."""

    name = "dutdiem.kit"
    label = "kit"

    def ready(self) -> None:
        """Addresses may name records by `<key:…>`; sentences of the parts below Django are said in the language of the page."""
        from django.utils.translation import gettext

        from dutdiem.calendar.telling import speak_with
        from dutdiem.kit import keys  # noqa: F401

        speak_with(gettext)
