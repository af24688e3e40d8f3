"""Typing, suggestions, the keyboard, films and what was found in them."""

import json

from playwright.sync_api import Page, Route, expect

from search_queries.words.highlight import mark
from search_queries.words.matching import Kind, readings_of


def titles(page: Page) -> list[str]:
    return page.locator("#films h2 button").all_inner_texts()


def api_requests(requests: list[str]) -> list[str]:
    return [path for path in requests if path.startswith("/api/")]


def test_it_loads_with_two_requests_and_few_bytes(page: Page, requests: list[str]) -> None:
    loaded = []
    page.on("requestfinished", lambda request: loaded.append(request.sizes()["responseBodySize"]))

    page.goto("/", wait_until="networkidle")

    expect(page.locator("#films h2")).to_have_count(20)
    assert len(requests) == 2
    assert sum(loaded) <= 100_000


def test_a_misspelt_half_title_is_enough_to_find_the_film(page: Page) -> None:
    page.goto("/")

    page.locator("#query").press_sequentially("seven sanu", delay=30)

    expect(page.locator("#suggestions-request code")).to_have_text("GET /api/v1/films/suggest?query=seven sanu")
    expect(page.locator("#suggestions li").first).to_contain_text("Seven Samurai")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#films h2").first).to_contain_text("Seven Samurai")
    expect(page.locator("#films h2 mark").first).to_have_text("Seven")


def test_whoever_enters_it_at_once_is_offered_the_film_besides(page: Page) -> None:
    page.goto("/")
    page.locator("#query").fill("seven sanu")
    expect(page.locator("#suggestions li").first).to_contain_text("Seven Samurai")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Seven Samurai", exact=True).first.click()
    expect(page.locator("#query")).to_have_value("Seven Samurai")
    expect(page.locator("#films h2").first).to_contain_text("Seven Samurai")


def test_each_keystroke_costs_at_most_one_request(page: Page, requests: list[str]) -> None:
    page.goto("/", wait_until="networkidle")
    requests.clear()

    text = "matrix reloaded"
    page.locator("#query").press_sequentially(text, delay=120)
    expect(page.locator("#films mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")

    asked = api_requests(requests)
    assert len(asked) <= len(text)
    assert len(asked) == len(set(asked))


def test_a_text_seen_before_is_suggested_for_without_a_request(page: Page, requests: list[str]) -> None:
    page.goto("/", wait_until="networkidle")
    field = page.locator("#query")
    for text in ("matr", "mat", "matr"):
        field.fill(text)
        expect(page.locator("#suggestions-request code")).to_have_text(f"GET /api/v1/films/suggest?query={text}")

    assert [path for path in requests if "suggest" in path] == [
        "/api/v1/films/suggest?query=matr",
        "/api/v1/films/suggest?query=mat",
    ]


def test_arrows_go_through_the_suggestions_and_escape_closes_them(page: Page) -> None:
    page.goto("/")
    field = page.locator("#query")
    field.press_sequentially("star")
    expect(page.locator("#suggestions-request code")).to_have_text("GET /api/v1/films/suggest?query=star")
    options = page.locator("#suggestions li")
    count = options.count()

    page.keyboard.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", f"suggestion-{count - 1}")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")

    expect(page.locator("#completion")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("star")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_enter_searches_for_what_is_typed(page: Page) -> None:
    page.goto("/")
    page.locator("#query").press_sequentially("alien")
    page.keyboard.press("Enter")

    expect(page.locator("#films h2 mark").first).to_have_text("Alien")
    expect(page.locator("#completion")).to_be_hidden()


def test_a_slash_leads_to_the_field_from_anywhere(page: Page) -> None:
    page.goto("/")
    page.locator("#films h2 button").first.focus()

    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("1/2")

    expect(page.locator("#query")).to_have_value("1/2")


def test_the_closest_is_said_plainly(page: Page) -> None:
    page.goto("/?query=hitchcok+birdss")

    expect(page.get_by_role("status")).to_contain_text("No film has all of these words; these come closest")
    assert titles(page)[0] == "The Birds"


def test_words_on_the_other_keyboard_layout_are_marked_in_the_title_that_has_them(page: Page) -> None:
    page.goto("/?query=vfnhbwf")

    expect(page.locator("#films mark")).to_have_text(["Матрица"])


def test_html_in_titles_and_in_the_query_is_text(page: Page) -> None:
    title = """<img src=x onerror=document.title='broken'> & "Alien's" <b>&amp;</b> alien"""

    html = mark(title, readings_of("alien <b>", is_closest=False), Kind.TITLE)

    def answer_with_html(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        for film in body["items"]:
            film |= {"title": title, "highlights": {"title": html}}
        route.fulfill(response=answer, body=json.dumps(body))

    page.route("**/api/v1/films?*", answer_with_html)
    page.goto("/?query=alien+%3Cb%3E")

    expect(page.locator("#films h2 button").first).to_have_text(title)
    expect(page.locator("#films h2 button").first.locator("mark")).to_have_text(["Alien's", "b", "b", "alien"])
    assert page.locator("#films img, #films b").count() == 0
    assert page.title() == "alien <b> – Movies search"


def test_a_film_opens_in_place(page: Page) -> None:
    page.goto("/?query=seven+samurai")
    button = page.locator("#films h2 button").first
    button.click()

    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".details")).to_contain_text("Toshiro Mifune")
    expect(page.locator(".details .request code")).to_contain_text("GET /api/v1/films/")
    button.click()
    expect(page.locator(".details")).to_have_count(0)


def test_the_request_of_each_action_can_be_copied_as_curl(page: Page, home: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/?query=ocean%27s")
    expect(page.locator("#films-request code")).to_contain_text("GET /api/v1/films?query=ocean's")

    page.locator("#films-request button").click()

    expect(page.locator("#films-request button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"curl '{home}api/v1/films?query=ocean%27s&")
    assert copied.count("'") == 2


def test_an_overtaken_request_is_cancelled_and_its_answer_not_shown(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    held: list[Route] = []
    cancelled: list[str] = []
    page.on("requestfailed", lambda request: cancelled.append(request.url))

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/films?query=alien*", hold)

    page.locator("#query").fill("alien")
    page.keyboard.press("Enter")
    expect(page.locator("#films")).to_have_attribute("aria-busy", "true")
    page.locator("#query").fill("seven samurai")
    page.keyboard.press("Enter")

    expect(page.locator("#films h2 button").first).to_have_text("Seven Samurai")
    assert len(held) == 1
    # suggestions that were overtaken are cancelled too
    assert ["query=alien" in url for url in cancelled if "/films?" in url] == [True]
