"""Addresses of the door: signing in and out. Only these of allauth's views are served."""

from allauth.account import views as door
from django.urls import path
from django.views.decorators.http import require_POST

urlpatterns = [
    path("dang-nhap/", door.login, name="account_login"),
    path("dang-xuat/", require_POST(door.logout), name="account_logout"),
]
