"""Addresses of submissions."""

from django.urls import path

from dutdiem.collection import views

app_name = "collection"
_ONE = "bao-cao-so-lieu/<str:form>/<str:period>/<str:unit>/"
urlpatterns = [
    path("bao-cao-so-lieu/", views.due, name="due"),
    path("bao-cao-so-lieu/duyet/", views.approve, name="approve"),
    path(_ONE, views.fill, name="fill"),
    path(_ONE + "mau.xlsx", views.sheet, name="sheet"),
    path(_ONE + "tai-len/", views.upload, name="upload"),
    path(_ONE + "quyet-dinh/", views.decide, name="decide"),
]
