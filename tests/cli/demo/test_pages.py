"""Every page of the sample asks the database a dozen times at most, whoever of its accounts opens it."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from dutdiem.access.models import User
from dutdiem.cli.demo import story, values

MOST = 12
OF_A_KIND = 2
"""Pages of one view with the same filters that are opened."""


@pytest.fixture
def sample(db, actor, monkeypatch):
    """The sample as `dutdiem demo` makes it, with the last month's figures alone."""
    if connection.vendor == "postgresql":
        pytest.skip("the questions are the same, and a server that has not looked at its tables yet takes minutes for this sample")
    some = list(islice(values.submissions(), 23, 24))
    monkeypatch.setattr(values, "submissions", lambda: iter(some))
    for _, step in story.STEPS:
        list(step(actor))
    return actor


def test_a_page_asks_the_database_a_dozen_times_at_most(sample):
    for name in ("tham-muu", "ha-noi"):
        client = Client()
        client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
        client.get("/so-lieu/")  # the tree of units is read once for each process
        opened = dict(every_page(client))
        assert len({view for view, _ in opened}) > 60, "the walk from page to page found its way"
        assert not {address: number for (_, address), number in opened.items() if number > MOST}, name


def every_page(client: Client) -> Iterator[tuple[tuple[str, str], int]]:
    """The view and address of each page that links lead to from the overview, with how many questions it asks."""
    waiting, seen, opened = ["/"], {"/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        view = view_of(address)
        if not view or opened[view] >= OF_A_KIND:
            continue
        opened[view] += 1
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        # What Django tries out about the database itself when it first needs to know has no table.
        yield (view, address), sum(" FROM " in question["sql"] for question in asked.captured_queries)
        if str(answer.headers.get("Content-Type")).startswith("text/html"):
            led_to = dict.fromkeys(unescape(link) for link in re.findall(r'href="(/[^"#]*)', answer.content.decode()))
            waiting += [link for link in led_to if link not in seen]
            seen.update(led_to)


def view_of(address: str) -> str:
    """The name of the view with the names of the filters; nothing for what is no page of ours."""
    path, _, query = address.partition("?")
    try:
        name = resolve(path).view_name
    except Resolver404:
        return ""
    return f"{name}?{'&'.join(sorted(part.split('=')[0] for part in query.split('&')))}"
