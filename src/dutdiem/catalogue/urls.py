"""Addresses of the catalogue."""

from django.urls import path

from dutdiem.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("danh-muc/", views.listing, name="list"),
    path("danh-muc/<slug:kind>/", views.edit, name="edit"),
    path("danh-muc/<slug:kind>/ngung/", views.stop, name="stop"),
]
