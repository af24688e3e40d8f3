"""Marked texts: what is marked, and that the marks never harm the text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_queries.words.highlight import mark, mark_excerpt
from search_queries.words.matching import Kind, readings_of
from tests.fixtures.texts import TEXTS

_MARK = re.compile("</?mark>")
_KINDS = st.sampled_from(Kind)


def marked(query: str, text: str, kind: Kind = Kind.TITLE, *, is_closest: bool = False) -> str | None:
    return mark(text, readings_of(query, is_closest=is_closest), kind)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("star wars", "Star Wars: Episode IV", "<mark>Star</mark> <mark>Wars</mark>: Episode IV"),
        ("MATRIX", "The Matrix", "The <mark>Matrix</mark>"),
        # stems, of both languages
        ("robot", "I, Robots", "I, <mark>Robots</mark>"),
        ("самурай", "Семь самураев", "Семь <mark>самураев</mark>"),
        # joined, and parted
        ("starwars", "Star Wars: Episode IV", "<mark>Star Wars</mark>: Episode IV"),
        ("war games", "WarGames", "<mark>WarGames</mark>"),
        ("spiderman", "Spider-Man 2", "<mark>Spider-Man</mark> 2"),
        ("ford vs ferrari", "Ford v Ferrari", "<mark>Ford</mark> <mark>v</mark> <mark>Ferrari</mark>"),
        ("thestarwars", "Star Wars", "<mark>Star Wars</mark>"),
        ("benhurthestory", "Ben-Hur the Story", "<mark>Ben-Hur the Story</mark>"),
        ("walle", "WALL·E", "<mark>WALL·E</mark>"),
        # one spelling of numbers, initials and signs
        ("12 angry men", "Twelve Angry Men", "<mark>Twelve</mark> <mark>Angry</mark> <mark>Men</mark>"),
        ("rocky 2", "Rocky II", "<mark>Rocky</mark> <mark>II</mark>"),
        ("21", "Twenty-One Grams", "<mark>Twenty-One</mark> Grams"),
        ("swat", "S.W.A.T.", "<mark>S.W.A.T</mark>."),
        ("fast and furious", "Fast & Furious", "<mark>Fast</mark> <mark>&amp;</mark> <mark>Furious</mark>"),
        ("20000", "20,000 Leagues", "<mark>20,000</mark> Leagues"),
        ("8 1/2", "8½", "<mark>8½</mark>"),
        # abbreviations, and what they stand for
        ("doctor strange", "Dr. Strange", "<mark>Dr</mark>. <mark>Strange</mark>"),
        ("strange dr", "Doctor Strange", "<mark>Doctor</mark> <mark>Strange</mark>"),
        ("bill volume 2", "Kill Bill: Vol. II", "Kill <mark>Bill</mark>: <mark>Vol</mark>. <mark>II</mark>"),
        # accents, in one character or in two
        ("amelie", "Amélie", "<mark>Amélie</mark>"),
        ("amelie", "Ame\u0301lie!", "<mark>Ame\u0301lie</mark>!"),
        ("елки", "Ёлки 2", "<mark>Ёлки</mark> 2"),
        # Latin letters
        ("brat", "Брат 2", "<mark>Брат</mark> 2"),
        ("mat", "Мать", "<mark>Мать</mark>"),
        ("hani", "ハニー", "<mark>ハニー</mark>"),
        ("七人", "七人の侍", "<mark>七人</mark>の侍"),
        ("die bruecke", "Die Brücke", "<mark>Die</mark> <mark>Brücke</mark>"),
        # a word inside another is not the word
        ("art", "The Artist", None),
        ("man", "Manhattan Man", "Manhattan <mark>Man</mark>"),
        # brackets and characters outside the first plane move no mark
        ("samurai", "(500) [7] \U0001f600\U0001f1eb Samurai", "(500) [7] \U0001f600\U0001f1eb <mark>Samurai</mark>"),
        # a word typed twice is marked once
        ("new york new york", "New York", "<mark>New</mark> <mark>York</mark>"),
        ("matrix -reloaded", "The Matrix Reloaded", "The <mark>Matrix</mark> Reloaded"),
        ('"red pill" matrix', "Red Matrix", "<mark>Red</mark> <mark>Matrix</mark>"),
        ("!!!", "!!!", None),
        ("alien", "", None),
    ],
)  # fmt: skip
def test_words_are_marked_as_the_search_finds_them(query: str, text: str, expected: str | None) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        # typing errors: one in words of four letters, two in words of eight, the first letter too; of three, a swap
        ("teh matrix", "The Matrix", "<mark>The</mark> <mark>Matrix</mark>"),
        ("matrx", "The Matrix", "The <mark>Matrix</mark>"),
        ("natrix", "The Matrix", "The <mark>Matrix</mark>"),
        ("mtarix", "The Matrix", "The <mark>Matrix</mark>"),
        ("termnatr", "The Terminator", "The <mark>Terminator</mark>"),
        ("mtrx", "The Matrix", None),
        ("rad", "Red", None),
        ("strawasr", "Star Wars", "<mark>Star Wars</mark>"),
        # which are in no number
        ("strawars 2", "Star Wars", None),
        # an article and a number that are joined to a word
        ("thegodfathr", "The Godfather", "<mark>The Godfather</mark>"),
        ("godfather2", "The Godfather 2", "The <mark>Godfather</mark> <mark>2</mark>"),
        # half a word: what was typed of it, with the marks of its last letter
        ("the matr", "The Matrix", "<mark>The</mark> <mark>Matr</mark>ix"),
        ("ame", "Ame\u0301lie", "<mark>Ame\u0301</mark>lie"),
        ("amelie pou", "Amélie Poulain", "<mark>Amélie</mark> <mark>Pou</mark>lain"),
        ("матри", "Матрица", "<mark>Матри</mark>ца"),
        ("matr", "Матрица", "<mark>Матр</mark>ица"),
        ("swa", "S.W.A.T.", "<mark>S.W.A</mark>.T."),
        ("godft", "The Godfather", "The <mark>Godfather</mark>"),
        # a common word with an error, beside others
        (
            "back too the futr",
            "Back to the Future",
            "<mark>Back</mark> <mark>to</mark> <mark>the</mark> <mark>Future</mark>",
        ),
        ("too", "Back to the Future", None),
        # only the last word is half typed
        ("matr reloaded", "The Matrix Reloaded", "The Matrix <mark>Reloaded</mark>"),
        ("m", "The Matrix", None),
        # the other keyboard layout, and other letters
        ("vfnhbwf", "Матрица", "<mark>Матрица</mark>"),
        ("ьфекшч", "The Matrix", "The <mark>Matrix</mark>"),
        ("тарантино", "Tarantino", "<mark>Tarantino</mark>"),
    ],
)
def test_the_closest_are_marked_too(query: str, text: str, expected: str | None) -> None:
    assert marked(query, text, is_closest=True) == expected


def test_errors_are_not_marked_if_all_words_were_found() -> None:
    assert marked("matrx", "The Matrix") is None
    assert marked("matr", "The Matrix") is None


def test_a_name_is_marked_as_a_title_is_but_not_as_a_whole() -> None:
    assert marked("Тарантино", "Quentin Tarantino", Kind.PERSON, is_closest=True) == "Quentin <mark>Tarantino</mark>"
    assert marked("quentintarantino", "Quentin Tarantino", Kind.PERSON) is None
    assert marked("bob deniro", "Robert De Niro", Kind.PERSON) == "Robert <mark>De Niro</mark>"
    assert marked("daniel bruehl", "Daniel Brühl", Kind.PERSON) == "<mark>Daniel</mark> <mark>Brühl</mark>"
    assert marked("quentin trnt", "Quentin Tarantino", Kind.PERSON, is_closest=True) == "<mark>Quentin</mark> Tarantino"


def test_words_are_marked_by_their_sounds_where_they_are_looked_for_by_them() -> None:
    for kind in (Kind.TITLE, Kind.PERSON):
        assert mark("Tom Hanks", readings_of("том хэнкс", is_closest=True, by_sound=True), kind) == (
            "<mark>Tom</mark> <mark>Hanks</mark>"
        )
        assert mark("Hanks", readings_of("хэнкс", is_closest=True), kind) is None


def test_a_description_has_stems_only() -> None:
    assert marked("farmers hired", "A farmer hires Farmes.", Kind.TEXT, is_closest=True) == (
        "A <mark>farmer</mark> <mark>hires</mark> Farmes."
    )


def test_an_article_is_not_marked_in_a_description_beside_other_words() -> None:
    assert marked("the matrix", "The man in the matrix", Kind.TEXT) == "The man in the <mark>matrix</mark>"
    assert marked("the", "The man", Kind.TEXT) == "<mark>The</mark> man"


@pytest.mark.parametrize("query", ["<b>", "amp", "lt", "39", "x27", "quot", "#x27", "script <script>", "mark"])
def test_html_is_escaped_and_no_mark_stands_in_an_entity(query: str) -> None:
    text = """<b>Tom & "Jerry's" <script>mark</script>"""

    html = marked(query, text, is_closest=True) or ""

    assert re.fullmatch(r"(?:[^&<>]|&(?:amp|lt|gt|quot|#x27);|</?mark>)*", html)
    assert unescape(_MARK.sub("", html)) in ("", text)


def test_an_excerpt_is_cut_between_words_around_the_first_match() -> None:
    text = "Long before. " * 30 + "A samurai, hired by farmers, " + "fights on and on. " * 30

    html = mark_excerpt(text, readings_of("samurai farmer", is_closest=False))

    assert html is not None
    assert "A <mark>samurai</mark>, hired by <mark>farmers</mark>, fights" in html
    assert html.startswith(("Long", "before."))
    assert html.endswith(("on.", "on", "fights", "and"))
    assert len(_MARK.sub("", html)) <= 240


def test_a_short_text_is_an_excerpt_as_a_whole() -> None:
    assert mark_excerpt("Ends with a samurai", readings_of("samurai", is_closest=False)) == (
        "Ends with a <mark>samurai</mark>"
    )


def is_balanced(html: str) -> bool:
    return re.fullmatch("(?:<mark></mark>)*", "".join(_MARK.findall(html))) is not None


@given(TEXTS, TEXTS, TEXTS, _KINDS, st.booleans())
def test_unescaped_and_without_marks_it_is_the_text(
    query: str, before: str, after: str, kind: Kind, is_closest: bool
) -> None:
    text = f"{before}{query}{after}"

    html = marked(query, text, kind, is_closest=is_closest)

    if html is None:
        return
    assert unescape(_MARK.sub("", html)) == text
    assert is_balanced(html)
    assert "<mark></mark>" not in html


@given(TEXTS, TEXTS, st.integers(0, 400))
def test_an_excerpt_is_a_part_of_the_text(query: str, text: str, filler: int) -> None:
    running = f"{'x ' * filler}{text}{query}{' y' * filler}"

    html = mark_excerpt(running, readings_of(query, is_closest=False))

    if html is None:
        return
    assert unescape(_MARK.sub("", html)) in running
    assert is_balanced(html)
    assert "<mark>" in html


@given(TEXTS.filter(lambda text: not set('"-') & set(text)), st.booleans())
def test_a_text_that_was_typed_as_it_stands_is_marked(text: str, is_closest: bool) -> None:
    readings = readings_of(text, is_closest=is_closest)

    assert (mark(text, readings, Kind.TITLE) is not None) == bool(readings)
