"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main menu and which entry is open."""
    return {"here": request.path}
