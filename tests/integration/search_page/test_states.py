"""What the page shows while it waits, if nothing is found, and if the server is away."""

from playwright.sync_api import Page, Route, expect

_FILMS = "**/api/v1/films?*"


def test_while_it_waits_it_says_so(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(_FILMS, hold)

    page.goto("/")

    expect(page.locator("#films")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".skeleton").first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Still searching…")
    held[0].continue_()
    expect(page.locator("#films h2")).to_have_count(20)
    expect(page.locator("#films")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("status")).to_contain_text("films")


def test_if_nothing_is_found_it_offers_what_can_be_done(page: Page) -> None:
    page.goto("/?query=qqqqqqzzzz&genre=Drama")

    expect(page.get_by_role("status")).to_have_text("No film found")
    page.get_by_role("button", name="Remove all filters").click()
    expect(page.locator(".notice")).to_contain_text("Not even half a word")
    page.get_by_role("button", name="star wars").click()
    expect(page.locator("#films h2 button").first).to_have_text("Star Wars")
    expect(page.locator("#query")).to_have_value("star wars")


def test_a_problem_of_the_server_is_shown_as_it_says_and_asked_again(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("503")
    problem = '{"status": 503, "title": "Service Unavailable", "detail": "The search engine does not answer."}'
    page.route(
        _FILMS, lambda route: route.fulfill(status=503, body=problem, content_type="application/problem+json"), times=2
    )

    page.goto("/")

    expect(page.get_by_role("alert")).to_contain_text("The search engine does not answer.")
    expect(page.locator("#films h2")).to_have_count(20)
    expect(page.locator(".error")).to_have_count(0)


def test_offline_it_says_so_and_goes_on_once_online(page: Page, expected_errors: list[str]) -> None:
    expected_errors.append("ERR_INTERNET_DISCONNECTED")
    page.goto("/")
    expect(page.locator("#films h2")).to_have_count(20)

    page.context.set_offline(True)
    page.locator("#query").fill("alien")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You are offline.")
    page.context.set_offline(False)

    expect(page.locator("#films h2 button").first).to_have_text("Alien")
