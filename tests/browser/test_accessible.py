"""Each page for people who use a keyboard, a screen reader, weak eyes or a phone: our own checks, and those of axe-core."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = """async () => {
  const grave = (found) => ["serious", "critical"].includes(found.impact);
  const found = (await axe.run(document, { resultTypes: ["violations"] })).violations.filter(grave);
  return found.map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140))]);
}"""


def addresses(country: Any) -> list[str]:
    """One of every kind of page."""
    return [
        "/",
        "/viec-cua-toi/",
        "/co-gi-moi/",
        "/tim/?q=de+an",
        "/tim/?q=de+an&kind=tasks",
        "/ke-hoach/",
        "/ke-hoach/?time=overdue",
        f"/ke-hoach/{country.task.pk}/",
        "/don-vi/T01/",
        "/van-ban/",
        f"/van-ban/{country.document.pk}/",
        f"/goi-y/{country.proposal.pk}/sua/",
        "/?cua=rieng",
        "/danh-muc/",
        "/so-lieu/chu-yeu/chon/?unit=BCA",
        "/so-lieu/?unit=BCA&period=2025-08",
        "/so-lieu/?unit=BCA&period=2025-06&measure=clear_up_rate",
        "/bao-cao/",
        "/tai-khoan/",
        "/tai-khoan/mo/",
        "/tai-khoan/nhap/",
        "/tai-khoan/xem/tham-muu/",
        "/ca-nhan/",
        "/ca-nhan/mat-khau/",
        "/ca-nhan/hai-lop/",
        "/khong-co/",
    ]


def further(country: Any) -> list[str]:
    """Pages of the plan and its follow-up, one of every kind."""
    task, document = country.task.pk, country.document.pk
    return [
        *(f"/ke-hoach/{task}/{page}/" for page in ("bao-cao", "trang-thai", "thoi-han", "thu-tu", "sua")),
        *(f"/ke-hoach/{page}/" for page in ("moi", "giao-theo-bang", "trung-lap", "can-chu-y")),
        *(f"/nhiem-vu/{page}" for page in ("", "theo-trang-thai/", "tien-trinh/", "lich/", "theo-don-vi/", "theo-van-ban/")),
        *("/van-ban/them/", *(f"/van-ban/{document}/{page}" for page in ("thong-tin/", "het-hieu-luc/", "xem-truoc/?all=1"))),
        *(f"/don-doc/{page}" for page in ("", "neu/", "thoi-gian/", "tin-hieu/", "cong-van/", "kiem-tra/", "kiem-tra/phat-hien/")),
        *("/don-doc/ket-luan-hop/", "/don-doc/thong-bao/", f"/don-doc/vuong-mac/{country.obstacle.pk}/"),
        "/bao-cao-so-lieu/",
        "/tai-khoan/xem/tham-muu/ban-giao/",
    ]


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_shuts_anybody_out(visit, country, width):
    seen = visit(width)
    found = {}
    for address in addresses(country):
        seen.open(address)
        if faults := seen.page.evaluate(CHECKS):
            found[address] = faults
        assert seen.overflow() <= 0, f"{address} at {width}"
    assert found == {}


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core (MPL-2.0), which `npm ci --prefix tests/browser` puts there; the tests themselves fetch nothing."""
    if not AXE.exists():
        pytest.skip("Chưa có axe-core: chạy “npm ci --prefix tests/browser” rồi thử lại.")
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_serious_fault(visit, country, axe, width):
    seen = visit(width)
    found = {}
    for address in [*addresses(country), *further(country)]:
        seen.open(address)
        seen.page.evaluate(axe)
        if faults := seen.page.evaluate(SERIOUS):
            found[address] = faults
    assert found == {}


def test_axe_finds_what_is_wrong(visit, country, axe):
    seen = visit()
    seen.page.evaluate(axe)
    seen.page.evaluate(
        "() => { document.querySelector('main').innerHTML = '<h1>a</h1><input><img src=\"/static/web/mark.svg\">'; }"
    )
    assert {"image-alt", "label"} <= {fault[0] for fault in seen.page.evaluate(SERIOUS)}


def test_the_checks_find_what_is_wrong(visit, country):
    """A page made bad on purpose: else they might find nothing anywhere."""
    seen = visit()
    seen.page.evaluate(
        """() => {
           document.querySelector("main").innerHTML = '<h1>a</h1><h3>b</h3><input id="x"><p id="x" class="pale">c</p>' +
             '<table><thead><tr><th>d</th></tr></thead></table><img src="/static/web/mark.svg">' +
             '<a href="/" aria-describedby="none"></a>';
           const sheet = new CSSStyleSheet(); sheet.replaceSync(".pale { color: #bbb }");
           document.adoptedStyleSheets = [sheet]; }"""
    )
    told = " ".join(seen.page.evaluate(CHECKS))
    for what in (
        "h3 after h1",
        "no name",
        "id twice: x",
        "contrast",
        "table without caption",
        "th without scope",
        "no alt",
        "leads nowhere",
    ):
        assert what in told, what


def test_proposals_are_decided_by_keyboard_alone(visit, country):
    from dutdiem.documents.models import Proposal

    second = Proposal.objects.create(
        document=country.document, kind="task", start=50, end=60, facts={"title": "Việc thứ hai", "sentence": [50, 60]}
    )
    seen = visit()
    seen.open(f"/van-ban/{country.document.pk}/")
    page = seen.page
    page.focus(f"#g{country.proposal.pk} [name=chosen]")
    page.keyboard.press("x")
    assert page.is_checked(f"#g{country.proposal.pk} [name=chosen]")
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.id") == f"g{second.pk}"
    page.keyboard.press("k")
    page.keyboard.press("b")
    page.wait_for_selector(f"#g{country.proposal.pk}.is-rejected")
    page.wait_for_function(f"() => document.activeElement.id === 'g{second.pk}'")
    page.keyboard.press("s")
    page.wait_for_url(f"**/goi-y/{second.pk}/sua/")
    page.keyboard.press("j")
    assert page.url.endswith(f"/goi-y/{second.pk}/sua/"), "the keys work in the list alone"
    assert seen.faults == []


FOCUS = """() => { const one = document.activeElement, drawn = getComputedStyle(one);
  return [one.tagName, one.name || one.textContent.trim(), drawn.outlineStyle, drawn.boxShadow, one.type]; }"""


@pytest.mark.parametrize("address", ["/ke-hoach/", "/ke-hoach/moi/", "/ke-hoach/{task}/bao-cao/", "/van-ban/{document}/"])
def test_whoever_goes_by_keyboard_sees_where_they_are(visit, country, address):
    seen = visit()
    seen.page.emulate_media(reduced_motion="reduce")
    seen.open(address.format(task=country.task.pk, document=country.document.pk))
    unseen, reached = [], 0
    for _ in range(70):
        seen.page.keyboard.press("Tab")
        tag, words, outline, shadow, kind = seen.page.evaluate(FOCUS)
        if tag == "BODY":
            break
        reached += 1
        if outline == "none" and shadow == "none" and kind != "date":  # a date's own parts are marked inside it
            unseen.append((tag, words))
    assert (unseen, reached > 10) == ([], True)


def test_keys_typed_elsewhere_decide_nothing(visit, country):
    seen = visit()
    seen.open(f"/van-ban/{country.document.pk}/")
    seen.page.focus("#find")
    seen.page.keyboard.type("nbxgs")
    assert seen.page.input_value("#find") == "nbxgs"
    country.proposal.refresh_from_db()
    assert country.proposal.state == "open"


def test_several_proposals_are_decided_without_javascript(visit, country):
    seen = visit(script=False)
    seen.open(f"/van-ban/{country.document.pk}/")
    seen.page.check(f"#g{country.proposal.pk} [name=chosen]")
    seen.page.click("#bulk button[value=reject]")
    assert "Đã bỏ 1 gợi ý." in seen.page.inner_text("main")


def test_the_search_box_leads_to_what_bears_the_words(visit, country):
    seen = visit()
    seen.page.fill("#find", "lap de an")
    seen.page.press("#find", "Enter")
    seen.settle()
    assert "Lập đề án kinh phí" in seen.page.inner_text("main")
    assert seen.page.input_value("#find") == "lap de an"
    assert seen.faults == []


def test_a_passkey_is_set_up_and_opens_the_door(chromium, live_server, country):
    """With Chromium's own virtual key, on localhost as browsers demand."""
    from tests.browser.conftest import PASSWORD

    server = live_server.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def sign_in() -> None:
        page.goto(server + "/dang-nhap/")
        page.fill("#id_login", "tham-muu")
        page.fill("#id_password", PASSWORD)
        page.click("form[action='/dang-nhap/'] button")

    sign_in()
    page.goto(server + "/ca-nhan/hai-lop/khoa/them/")
    page.fill("main #id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/khoa/them/")
    page.click("[data-passkey-button]")
    page.wait_for_url("**/ma-du-phong/")
    assert page.locator(".codes li").count() == 10
    page.goto(server + "/ca-nhan/")
    page.click(".me > summary")
    page.click("form[action='/dang-xuat/'] button")
    sign_in()
    page.wait_for_url("**/dang-nhap/lop-hai/")
    page.click("[data-passkey-button]")
    page.wait_for_url(server + "/")
    context.close()
