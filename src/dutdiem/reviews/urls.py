"""Addresses of reviews."""

from django.urls import path

from dutdiem.reviews import views

app_name = "reviews"
urlpatterns = [
    path("bao-cao/", views.library, name="list"),
    path("bao-cao/lap/", views.write, name="write"),
    path("bao-cao/<key:key>/", views.page, name="page"),
    path("bao-cao/<key:key>/tep/", views.file, name="file"),
]
