"""A browser over a small country: the system's Chromium, a document with something hostile in it, a plan, figures."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

# Playwright's own loop runs in the thread of the tests, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "<script>document.title='bị chiếm'</script><img src=x onerror=alert(1)>"
PASSWORD = "mật-khẩu-thử-1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database in a file: the server's threads each have their own connection, as they do in earnest."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("browser") / "test.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright; without one these tests are skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Không có Chromium: bỏ qua phép thử trình duyệt; cài gói chromium của hệ điều hành để chạy.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def country(transactional_db: None, catalogue: Any, paper: Callable[..., Any], work: Callable[..., Any]) -> SimpleNamespace:
    """The tree, an account of the ministry, a hostile document, a plan in three levels, two months of figures."""
    from dutdiem.access.actions import give_role, open_account
    from dutdiem.authority import Role
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.actions import Filled, submit
    from dutdiem.documents.models import Proposal
    from dutdiem.figures.actions import refresh_mart
    from dutdiem.oversight.models import Obstacle
    from dutdiem.units.models import Unit

    account = open_account(catalogue, "tham-muu", "Cán bộ tham mưu", PASSWORD)
    give_role(catalogue, account, Unit.objects.get(code="BCA"), Role.STAFF)
    text = f"Giao Cục Kế hoạch và tài chính lập đề án kinh phí.\n{HOSTILE}\nTrước ngày 30/6/2025 đạt trên 40 %."
    document = paper(text, [("directive", 0, 49, {}), ("period", text.index("Trước"), text.index(" đạt"), {})], title=HOSTILE)
    facts = {"title": f"Lập đề án {HOSTILE}", "lead": HOSTILE, "sentence": [0, 50]}
    proposal = Proposal.objects.create(document=document, kind="task", start=5, end=49, facts=facts)
    day = timezone.localdate() - timedelta(days=20)
    top = work("Nghị quyết về xây dựng lực lượng", "BCA", kind="objective")
    group = work("Nhóm nhiệm vụ một", "BCA", kind="group", parent=top)
    task = work("Lập đề án kinh phí", "H01", parent=group, deadline=day, document=document, proposal=proposal, start=5, end=49)
    form = ReportForm.objects.get(code="monthly")
    for period, unit, values in (
        ("2025-06", "C1", {"cases": "10", "cleared": "4"}),
        ("2025-06", "C2", {"cases": "5", "cleared": "5"}),
        ("2025-08", "C3", {"cases": "40", "cleared": "30"}),
    ):
        submit(catalogue, form, period, [Filled(unit, values, "submitted")])
    refresh_mart(catalogue)
    obstacle = Obstacle.objects.create(title=f"Chưa có vốn {HOSTILE}", kind="money", raised_on=day, task=task, unit=task.lead)
    return SimpleNamespace(document=document, proposal=proposal, group=group, task=task, obstacle=obstacle)


class Seen:
    """A page with what went wrong on it: console errors, requests to elsewhere, dialogs."""

    def __init__(self, page: Any, server: str) -> None:
        self.page, self.server, self.faults = page, server, []
        page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.server, "data:")):
            self.faults.append(f"request to {url}")

    def open(self, address: str) -> Any:
        answer = self.page.goto(self.server + address)
        self.settle()
        return answer

    def settle(self) -> None:
        """Until the pieces that follow the page are there."""
        self.page.wait_for_load_state("networkidle")

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium: Any, live_server: Any, country: SimpleNamespace) -> Iterator[Callable[..., Seen]]:
    """`visit(width=390)` signs in and gives a page; `script=False` without JavaScript."""
    opened = []

    def signed_in(width: int = 1440, *, script: bool = True) -> Seen:
        context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script, locale="vi-VN")
        opened.append(context)
        seen = Seen(context.new_page(), live_server.url)
        seen.page.goto(live_server.url + "/dang-nhap/")
        seen.page.fill("#id_login", "tham-muu")
        seen.page.fill("#id_password", PASSWORD)
        seen.page.click("form[action='/dang-nhap/'] button")
        seen.settle()
        return seen

    yield signed_in
    for context in opened:
        context.close()
