"""A password that somebody else handed out opens one door only: the page where it is changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]
ALLOWED = ("account_change_password", "account_logout", "set_language")


def own_password(get_response: Answer) -> Answer:
    """Whoever still has a handed-out password is led to change it, whatever was asked for."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "must_change_password", False) or request.path in {reverse(name) for name in ALLOWED}:
            return get_response(request)
        return redirect("account_change_password")

    return answer
