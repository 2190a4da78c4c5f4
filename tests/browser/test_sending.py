"""A slow line: what is on its way says so, and a second press sends nothing more."""

import pytest

from dutdiem.plans.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOLD = """() => { window.sent = 0; document.addEventListener("submit", event => {
  if (!event.defaultPrevented) { window.sent += 1; event.preventDefault(); } }); }"""
"""A line on which nothing ever arrives: what the page would send is counted and kept back."""


@pytest.fixture
def filled(visit):
    """The form of a new task, filled in."""
    seen = visit()
    seen.open("/ke-hoach/moi/")
    seen.page.fill("[name=title]", "Rà soát trụ sở")
    return seen, seen.page.locator("main form button.btn-deep")


def test_a_form_that_was_sent_says_so_and_is_not_sent_twice(filled):
    seen, button = filled
    seen.page.evaluate(HOLD)
    button.click()
    seen.page.wait_for_selector(".sending")
    assert "Đang gửi" in seen.page.inner_text(".sending[role=status]")
    button.click(force=True)
    seen.page.press("[name=title] >> visible=true", "Tab")
    seen.page.locator("main form").evaluate("form => form.requestSubmit()")
    assert seen.page.evaluate("() => window.sent") == 1
    assert seen.overflow() <= 0
    assert seen.faults == []


def test_whoever_stops_the_sending_may_send_again(filled):
    seen, button = filled
    seen.page.evaluate(HOLD)
    button.click()
    seen.page.wait_for_selector(".sending")
    seen.page.keyboard.press("Escape")
    assert seen.page.locator(".sending, button[aria-disabled]").count() == 0
    button.click()
    assert seen.page.evaluate("() => window.sent") == 2


def test_a_double_click_makes_one_task(filled):
    seen, button = filled
    button.dblclick()
    seen.page.wait_for_selector("text=Nhiệm vụ số")
    assert Task.objects.filter(title="Rà soát trụ sở").count() == 1
    assert seen.faults == []
