"""The accounts of one's subtree, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from dutdiem.access import actions, queries
from dutdiem.access.forms import OpenForm
from dutdiem.access.reach import VERB
from dutdiem.access.rules import handed_out
from dutdiem.access.views.viewer import Viewer, named, viewer
from dutdiem.authority import Role, demand
from dutdiem.kit.errors import Mistake
from dutdiem.kit.paging import paged


def demand_some(who: Viewer, verb: str) -> None:
    """Refused unless the viewer may do this somewhere."""
    if not who.actor.paths(verb, who.today):
        demand(who.actor, verb, "", who.today)


def accounts(request: HttpRequest) -> HttpResponse:
    """The list, by words and state."""
    who = viewer(request)
    demand_some(who, "access.read")
    search, state = request.GET.get("search", ""), request.GET.get("state", "")
    found = queries.accounts(who.actor, who.today, search=search, state=state)
    columns = ("pk", "username", "name", "post", "unit__code", "is_active", "temporary_until")
    page = paged(request, found.values(*columns), ("username",))
    roles = queries.roles_of([row["pk"] for row in page.rows], who.today)
    context = {
        "page": page,
        "roles": roles,
        "units": named(who, [*(row["unit__code"] for row in page.rows), *(code for held in roles.values() for _, code in held)]),
        "search": search,
        "state": state,
        "may_grant": bool(who.actor.paths(VERB, who.today)),
    }
    return render(request, "access/accounts.html", context)


@never_cache
def open_(request: HttpRequest) -> HttpResponse:
    """A new account with its first password, shown once."""
    who = viewer(request)
    demand_some(who, VERB)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return render(request, "access/issued.html", {"issued": [_opened(who, form)], "one": True})
        except Mistake as mistake:
            form.add_error(None, str(mistake))
    return render(request, "access/open.html", {"form": form})


def _opened(who: Viewer, form: OpenForm) -> actions.Issued:
    data, password = form.cleaned_data, handed_out()
    user = actions.open_account(
        who.actor,
        data["username"],
        data["name"],
        password,
        post=data["post"],
        unit=data["unit"],
        email=data["email"],
        temporary=True,
        role=Role(data["role"]) if data["role"] else None,
    )
    unit = named(who, [data["unit"].code if data["unit"] else None])
    return actions.Issued(user.username, user.name, user.post, next((one.name for one in unit.values()), ""), password)
