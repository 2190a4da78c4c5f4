"""Addresses of the shell: the overview and a unit's page."""

from django.urls import path

from dutdiem.web import views

app_name = "web"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("don-vi/<str:code>/", views.unit, name="unit"),
]
