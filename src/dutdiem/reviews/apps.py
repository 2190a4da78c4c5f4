"""Django's registration of this stage."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The consolidated review: sections, charts, claim check, documents out."""

    name = "dutdiem.reviews"
    label = "reviews"
