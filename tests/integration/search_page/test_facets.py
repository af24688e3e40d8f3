"""Facets: counts, choosing, taking back, and the address."""

import re

from playwright.sync_api import Locator, Page, expect


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(name))


def test_a_chosen_value_narrows_the_films_to_its_count(page: Page) -> None:
    page.goto("/?query=samurai")
    drama = page.locator("label", has=box(page, "^Drama"))
    count = drama.locator("span").nth(1).inner_text()

    box(page, "^Drama").check()

    expect(page.get_by_role("status")).to_have_text(re.compile(f"^{count} films?$"))
    expect(page).to_have_url(re.compile(r"query=samurai&genre_id=[-0-9a-f]{36}$"))
    expect(box(page, "^Drama")).to_be_checked()
    expect(page.locator("#films-request code")).to_contain_text("genre_id=")
    page.go_back()
    expect(box(page, "^Drama")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"query=samurai$"))


def test_values_of_one_facet_add_up_and_ranges_replace_each_other(page: Page) -> None:
    page.goto("/")
    box(page, "^Drama").check()
    expect(box(page, "^Drama")).to_be_checked()
    box(page, "^Comedy").check()
    expect(page.get_by_role("button", name="Remove filter Comedy")).to_be_visible()
    expect(page.get_by_role("button", name="Remove filter Drama")).to_be_visible()

    box(page, "^2000s").check()
    expect(page.get_by_role("button", name="Remove filter 2000s")).to_be_visible()
    box(page, "^1990s").check()
    expect(page.get_by_role("button", name="Remove filter 1990s")).to_be_visible()

    expect(page.locator("#chosen li")).to_have_count(3)
    assert page.url.count("release_year__gte=") == 1


def test_a_filter_by_name_is_one_choice_and_can_be_taken_back(page: Page) -> None:
    page.goto("/?genre=drama&sort=title")
    expect(page.locator("#chosen li")).to_have_count(1)
    expect(box(page, "^Drama")).to_be_checked()

    page.get_by_role("button", name="Remove filter Drama").click()

    expect(page).to_have_url(re.compile(r"/\?sort=title$"))
    expect(box(page, "^Drama")).not_to_be_checked()


def test_by_keyboard_the_focus_stays_on_the_value(page: Page) -> None:
    page.goto("/")
    box(page, "^Drama").focus()
    page.keyboard.press("Space")

    expect(box(page, "^Drama")).to_be_checked()
    expect(box(page, "^Drama")).to_be_focused()


def test_all_values_of_a_long_facet_can_be_shown(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Show all of Genre").click()

    expect(box(page, "^Western")).to_be_visible()
