"""One's own account: its roles, the way in, and for whom one acts."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dutdiem.access import queries
from dutdiem.access.models import RoleGrant
from dutdiem.access.views.viewer import ACTING_FOR, named, viewer
from dutdiem.kit.errors import NotFound
from dutdiem.kit.keys import key_of


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The page."""
    who = viewer(request)
    grants = list(RoleGrant.objects.filter(user=who.user).select_related("unit").order_by("pk"))
    codes = [grant.unit.code for grant in grants]
    context = {
        "who": who,
        "grants": [(grant, _(grant.get_role_display())) for grant in grants],
        "units": named(who, codes),
        "stood_in_for": list(queries.stood_in_for(who.user, who.today)),
        "factors": set(Authenticator.objects.filter(user=who.user).values_list("type", flat=True)),
        "may_read": bool(who.actor.paths("access.read", who.today)),
    }
    return render(request, "access/own.html", context)


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act for another from now on, or as oneself again where nobody is named."""
    who = viewer(request)
    written = request.POST.get("principal", "")
    request.session.pop(ACTING_FOR, None)
    if written:
        principal = queries.principal_of(who.user, key_of(written) or 0, who.today)
        if principal is None:
            raise NotFound(_("Hôm nay không được giao làm thay người này; xem lại thời gian làm thay."))
        request.session[ACTING_FOR] = principal.pk
    return redirect("web:overview")
