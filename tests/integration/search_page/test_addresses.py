"""What is typed and chosen stands in the address: Back, reload and shared links."""

import re

from playwright.sync_api import Page, expect


def test_what_is_typed_stands_in_the_address(page: Page) -> None:
    page.goto("/")
    page.locator("#query").press_sequentially("alien")

    expect(page).to_have_url(re.compile(r"/\?query=alien$"))
    page.reload()

    expect(page.locator("#query")).to_have_value("alien")
    expect(page.locator("#films h2 mark").first).to_have_text("Alien")


def test_back_leads_to_the_search_before_and_forward_to_this_one(page: Page) -> None:
    page.goto("/")
    for text in ("alien", "seven samurai"):
        page.locator("#query").fill(text)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"query={text.replace(' ', '.')}"))

    page.go_back()
    expect(page.locator("#query")).to_have_value("alien")
    expect(page.locator("#films h2 button").first).to_have_text("Alien")
    page.go_back()
    expect(page.locator("#query")).to_have_value("")
    expect(page.locator("#films h2")).to_have_count(20)
    page.go_forward()
    expect(page.locator("#films h2 button").first).to_have_text("Alien")


def test_pauses_while_typing_are_one_entry_of_the_history(page: Page) -> None:
    page.goto("/")
    for part in ("seven", " samu", "rai"):
        page.locator("#query").press_sequentially(part)
        expect(page).to_have_url(re.compile(part.strip()))

    page.go_back()

    expect(page.locator("#query")).to_have_value("")


def test_a_shared_link_shows_the_same(page: Page) -> None:
    page.goto("/?query=samurai&genre=Drama&sort=title")

    expect(page.locator("#query")).to_have_value("samurai")
    expect(page.locator("#sort")).to_have_value("title")
    expect(page.get_by_role("button", name="Remove filter Drama")).to_be_visible()
    expect(page.locator("#films mark").first).to_have_text(re.compile("samurai", re.IGNORECASE))


def test_a_filter_that_no_facet_has_is_shown_and_can_be_taken_back(page: Page) -> None:
    page.goto("/?director=Akira+Kurosawa")

    page.get_by_role("button", name="Remove filter director Akira Kurosawa").click()

    expect(page).to_have_url(re.compile("/$"))
    expect(page.locator("#chosen li")).to_have_count(0)


def test_pages_are_links_and_a_filter_begins_at_the_first(page: Page) -> None:
    page.goto("/")
    first = page.locator("#films h2 button").first.inner_text()

    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/\?page_number=2$"))
    expect(page.locator("#films h2 button").first).not_to_have_text(first)
    page.get_by_label("Order").select_option("title")
    expect(page).to_have_url(re.compile(r"/\?sort=title$"))
    page.go_back()
    page.get_by_role("link", name="Previous").click()

    expect(page).to_have_url(re.compile("/$"))
    expect(page.locator("#films h2 button").first).to_have_text(first)


def test_pages_behind_a_cursor_are_links_and_a_filter_begins_at_the_first(page: Page) -> None:
    cursor = page.request.get("/api/v1/films?sort=-votes&page_size=20").json()["page"]["next_cursor"]
    page.goto(f"/?sort=-votes&cursor={cursor}")
    first = page.locator("#films h2 button").first.inner_text()
    expect(page.locator("#pages")).not_to_contain_text("Page")

    page.get_by_role("link", name="Next").click()
    expect(page.locator("#films h2 button").first).not_to_have_text(first)
    expect(page).to_have_url(re.compile(r"/\?sort=-votes&cursor=(?!" + re.escape(cursor) + ")"))
    page.get_by_role("group", name="Genre").get_by_role("checkbox").first.check()

    expect(page).to_have_url(re.compile(r"/\?sort=-votes&genre_id=[^&]+$"))
    expect(page.locator("#films h2")).to_have_count(20)


def test_a_request_to_the_api_is_an_address_of_the_page_whatever_fields_it_asks_for(page: Page) -> None:
    page.goto("/?query=godfather&fields=title&highlight=false&facets=decade")

    expect(page.locator("#films h2 mark").first).to_have_text("Godfather")
    expect(page.get_by_role("group", name="Genre")).to_be_visible()
    expect(page.locator("#chosen li")).to_have_count(0)


def test_a_wrong_parameter_of_a_link_is_named(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("400")

    page.goto("/?query=alien&wrong=1")

    expect(page.get_by_role("alert")).to_contain_text("wrong: there is no parameter 'wrong'")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#films h2")).to_have_count(20)
