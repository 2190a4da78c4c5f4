"""Django's registration of this stage."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents: files, passages, mentions, proposals, citations."""

    name = "dutdiem.documents"
    label = "documents"
