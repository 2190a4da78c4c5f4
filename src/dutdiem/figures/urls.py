"""Addresses of figures."""

from django.urls import path

from dutdiem.figures import views

app_name = "figures"
urlpatterns = [
    path("so-lieu/", views.table, name="table"),
    path("so-lieu/nguon/", views.source, name="source"),
]
