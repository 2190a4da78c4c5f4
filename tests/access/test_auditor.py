"""An auditor goes everywhere and changes nothing: every address of the product, with and without a form sent to it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver

from dutdiem.access.models import User
from dutdiem.documents.models import Proposal
from dutdiem.trail.models import Entry, Item
from dutdiem.trail.queries import recorded_models

OWN = ("account_", "mfa_", "set_language")
"""What is everybody's own: the door, the password, the second factor, the language."""
TYPED = {
    "decision": "accept",
    "chosen": "1",
    "role": "staff",
    "place": "BCA",
    "taker": "an",
    "deputy": "an",
    "name": "x",
    "title": "x",
    "state": "done",
    "percent": "100",
    "says": "x",
    "reason": "x",
    "deadline": "2030-01-01",
    "rows": "x",
}


def patterns(found: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern, namespaces flattened."""
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


def filled(route: str) -> str:
    """The address with something in place of each part that varies: record 1, unit T01, account an."""
    out = route
    for kind in ("int", "key", "str", "slug", "path", "uuid"):
        while f"<{kind}:" in out:
            start = out.index(f"<{kind}:")
            end = out.index(">", start)
            name = out[start + len(kind) + 2 : end]
            out = out[:start] + {"code": "T01", "username": "an", "what": "khoa"}.get(name, "1") + out[end + 1 :]
    return "/" + out


ADDRESSES = sorted({filled(route) for route, one in patterns() if not (one.name or "").startswith(OWN)})


@pytest.fixture
def records(catalogue, work, paper, person):
    cache.clear()
    person("an", "T01", "staff")
    document = paper("Giao Văn phòng lập kế hoạch.")
    proposal = Proposal.objects.create(
        document=document, kind="task", start=0, end=10, facts={"title": "Lập kế hoạch", "lead": "", "sentence": [0, 10]}
    )
    task = work("Một việc", "T01", document=document)
    return document, proposal, task


def everything() -> dict[str, list[object]]:
    """Every record as it is."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in recorded_models()}


def test_there_are_addresses():
    assert len(ADDRESSES) > 20
    assert "/goi-y/1/" in ADDRESSES


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_lets_an_auditor_change_anything(sign_in, records, address):
    document, proposal, task = records
    client = sign_in("BCA", "auditor")
    key = {"van-ban": document.pk, "goi-y": proposal.pk, "ke-hoach": task.pk}.get(address.split("/")[1], 1)
    before, entries, items = everything(), Entry.objects.count(), Item.objects.count()
    for send in (client.get, client.post):
        answer = send(address.replace("/1/", f"/{key}/"), TYPED)
        assert answer.status_code in {200, 302, 400, 403, 404, 405}, answer.status_code
    assert (Entry.objects.count(), Item.objects.count()) == (entries, items)
    assert everything() == before
    assert User.objects.get(username="an").is_active
