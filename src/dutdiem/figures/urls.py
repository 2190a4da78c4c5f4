"""Addresses of figures."""

from django.urls import path

from dutdiem.figures import views

app_name = "figures"
urlpatterns = [
    path("so-lieu/", views.table, name="table"),
    path("so-lieu/chu-yeu/", views.brief, name="brief"),
    path("so-lieu/chu-yeu/chon/", views.choose, name="choose"),
    path("so-lieu/bao-cao/", views.reporting, name="reporting"),
    path("so-lieu/nguon/", views.source, name="source"),
]
