"""Django's registration of this stage."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents: files, passages, mentions, proposals, citations."""

    name = "dutdiem.documents"
    label = "documents"

    def ready(self) -> None:
        """A unit's own documents follow it into its successor."""
        from dutdiem.documents import succession

        succession.register()
