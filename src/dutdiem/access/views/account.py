"""One account: whose it is, its roles and deputies, its way in; and everything that an administrator does to it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dutdiem.access import actions, queries
from dutdiem.access.forms import DeputyForm, DescribeForm, HandOverForm, RoleForm
from dutdiem.access.handing import held
from dutdiem.access.models import RoleGrant, User
from dutdiem.access.reach import VERB, demand_over
from dutdiem.access.views.viewer import Viewer, named, viewer
from dutdiem.authority import Refused, Role
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import key_of

Act = Callable[[HttpRequest, Viewer, User], HttpResponse | None]


@require_GET
def account(request: HttpRequest, username: str) -> HttpResponse:
    """The account's page."""
    who = viewer(request)
    return _page(request, who, queries.account(who.actor, who.today, username))


@never_cache
@require_POST
def act(request: HttpRequest, username: str, what: str) -> HttpResponse:
    """One step on the account; a Mistake is told on its page, where what was typed still stands."""
    who = viewer(request)
    user = queries.account(who.actor, who.today, username)
    step = STEPS.get(what)
    if step is None:
        raise Http404
    try:
        answer = step(request, who, user)
    except Mistake as mistake:
        messages.error(request, str(mistake))
        answer = None
    return answer or redirect("access:account", username)


def _page(request: HttpRequest, who: Viewer, user: User, **forms_: forms.Form) -> HttpResponse:
    grants = list(user.grants.all())
    described = {"name": user.name, "post": user.post, "email": user.email, "unit": user.unit.code if user.unit else ""}
    context: dict[str, Any] = {
        "account": user,
        "units": named(who, [user.unit.code if user.unit else None, *(grant.unit.code for grant in grants)]),
        "grants": [(grant, _(grant.get_role_display()), _holds(grant, who)) for grant in grants],
        "deputies": [(one, one.valid_to >= who.today) for one in queries.deputies(user)],
        "factors": sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True)),
        "may_change": _may_change(who, user),
        "role": forms_.get("role") or RoleForm(initial={"place": user.unit.code if user.unit else ""}),
        "deputy": forms_.get("deputy") or DeputyForm(initial={"begins": who.today}),
        "describe": forms_.get("describe") or DescribeForm(initial=described),
    }
    return render(request, "access/account.html", context)


def _holds(grant: RoleGrant, who: Viewer) -> str:
    """running, coming or over."""
    if grant.valid_to and grant.valid_to < who.today:
        return "over"
    return "coming" if grant.valid_from and grant.valid_from > who.today else "running"


def _may_change(who: Viewer, user: User) -> bool:
    if not who.actor.paths(VERB, who.today):
        return False
    try:
        demand_over(who.actor, user)
    except Refused:
        return False
    return True


def _give(request: HttpRequest, who: Viewer, user: User) -> HttpResponse | None:
    form = RoleForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.give_role(
                who.actor, user, data["place"], Role(data["role"]), valid_from=data["valid_from"], valid_to=data["valid_to"]
            )
            return None
        except Mistake as mistake:
            form.add_error(None, str(mistake))
    return _page(request, who, user, role=form)


def _revoke(request: HttpRequest, who: Viewer, user: User) -> None:
    grant = user.grants.filter(pk=_key(request, "grant")).first()
    if grant is None:
        raise Mistake(_("Vai trò này không còn; tải lại trang để xem."))
    actions.revoke_role(who.actor, grant)


def _describe(request: HttpRequest, who: Viewer, user: User) -> HttpResponse | None:
    form = DescribeForm(request.POST)
    if form.is_valid():
        actions.describe_account(who.actor, user, **form.cleaned_data)
        return None
    return _page(request, who, user, describe=form)


def _appoint(request: HttpRequest, who: Viewer, user: User) -> HttpResponse | None:
    form = DeputyForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.appoint_deputy(
                who.actor, user, data["deputy"], valid_from=data["begins"], valid_to=data["ends"], reason=data["reason"]
            )
            return None
        except Mistake as mistake:
            form.add_error(None, str(mistake))
    return _page(request, who, user, deputy=form)


def _end(request: HttpRequest, who: Viewer, user: User) -> None:
    one = queries.deputies(user).filter(pk=_key(request, "deputy")).first()
    if one is None:
        raise Mistake(_("Việc làm thay này không còn; tải lại trang để xem."))
    actions.end_deputy(who.actor, one)


def _issue(request: HttpRequest, who: Viewer, user: User) -> HttpResponse:
    password = actions.issue_password(who.actor, user)
    unit = named(who, [user.unit.code]).get(user.unit.code) if user.unit else None
    issued = actions.Issued(user.username, user.name, user.post, unit.name if unit else "", password)
    return render(request, "access/issued.html", {"issued": [issued], "one": True})


def _remove(request: HttpRequest, who: Viewer, user: User) -> None:
    actions.remove_factors(who.actor, user)
    messages.success(request, _("Đã gỡ xác thực hai lớp; người dùng đăng nhập bằng mật khẩu và thiết lập lại."))


def _close(request: HttpRequest, who: Viewer, user: User) -> None:
    actions.close_account(who.actor, user)
    messages.success(request, _("Đã khóa tài khoản."))


def _reopen(request: HttpRequest, who: Viewer, user: User) -> None:
    actions.reopen_account(who.actor, user)
    messages.success(request, _("Đã mở lại tài khoản."))


STEPS: dict[str, Act] = {
    "giao-vai-tro": _give,
    "thu-vai-tro": _revoke,
    "thong-tin": _describe,
    "lam-thay": _appoint,
    "thoi-lam-thay": _end,
    "cap-mat-khau": _issue,
    "go-xac-thuc": _remove,
    "khoa": _close,
    "mo-lai": _reopen,
}


def handover(request: HttpRequest, username: str) -> HttpResponse:
    """What the account holds, and to whom all of it goes."""
    who = viewer(request)
    user = queries.account(who.actor, who.today, username)
    demand_over(who.actor, user)
    form = HandOverForm(request.POST or None)
    others = [(_(what.says), what.titles(who.actor, who.today, user)) for what in held.values()]
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.hand_over(who.actor, user, form.cleaned_data["taker"], close=form.cleaned_data["close"])
            shown = sum(len(titles) for _says, titles in others)
            messages.success(
                request, _("Đã bàn giao %(roles)s vai trò và %(others)s việc.") % {"roles": outcome.roles, "others": shown}
            )
            return redirect("access:account", form.cleaned_data["taker"].username)
        except Mistake as mistake:
            form.add_error(None, str(mistake))
    grants = [grant for grant in user.grants.all() if _holds(grant, who) != "over"]
    context = {
        "account": user,
        "form": form,
        "units": named(who, [grant.unit.code for grant in grants]),
        "grants": [(grant, _(grant.get_role_display())) for grant in grants],
        "others": others,
    }
    return render(request, "access/handover.html", context)


def _key(request: HttpRequest, name: str) -> int:
    return key_of(request.POST.get(name, "")) or 0
