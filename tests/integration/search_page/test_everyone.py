"""The page for everyone: names for screen readers, contrast, a phone, no mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

_PHONE = {"width": 390, "height": 844}


def violations(page: Page) -> str:
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "search", ["", "?query=samurai+kurosawa&genre=Drama", "?query=hitchcok+birdss", "?query=qqqqzzzz"]
)
def test_axe_finds_no_barrier(page: Page, scheme: str, width: int, search: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 860})
    page.goto(f"/{search}", wait_until="networkidle")
    expect(page.get_by_role("status")).not_to_be_empty()

    assert violations(page) == ""


def test_axe_finds_no_barrier_in_suggestions_and_an_open_film(page: Page) -> None:
    page.goto("/?query=samurai")
    page.locator("#films h2 button").first.click()
    expect(page.locator(".details dl")).to_be_visible()
    page.locator("#query").fill("star")
    expect(page.locator("#suggestions li").first).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert violations(page) == ""


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page) -> None:
    page.set_viewport_size(_PHONE)  # type: ignore[arg-type]
    for search in ("", "?query=dr+strangelove", f"?query={'w' * 200}"):
        page.goto(f"/{search}", wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == _PHONE["width"]

    page.goto("/?genre=Drama")
    expect(page.locator("#facets")).to_be_hidden()
    page.locator("summary").click()
    expect(page.locator("#facets")).to_be_visible()


def test_the_focus_is_seen_on_every_control(page: Page) -> None:
    page.goto("/?query=samurai&genre=Drama", wait_until="networkidle")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, width = page.evaluate(
            "[document.activeElement.id || document.activeElement.textContent,"
            " parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        seen.add(name)
        assert width >= 2, name
    assert {"query", "sort", "Skip to the films"} <= seen
