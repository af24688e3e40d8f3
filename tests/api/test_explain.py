"""`python -m movies explain`, over the embedded engine with the sample in it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.api_server import ROOT
from movies.__main__ import main
from movies.films import FilmSearch
from movies.persons import PersonFilmList

_PAGE = ROOT / "docs" / "guide" / "explain.md"
_SEVEN_SAMURAI = "b3e7b4a5-89bb-54d2-881b-7a57c658ed4e"
_KUROSAWA = "66f36ec1-b175-5748-9d57-df8f68494eaf"

Explain = Callable[[str], str]


@pytest.fixture
def explain(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample_folder: Path) -> Explain:
    """Gives the text for a target that can be explained."""
    monkeypatch.setenv("ELASTICSEARCH_URL", f"embedded:{sample_folder}")

    def run(target: str) -> str:
        assert main(["explain", target]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return run


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample_folder: Path) -> Explain:
    """Gives the lines for a target that cannot."""
    monkeypatch.setenv("ELASTICSEARCH_URL", f"embedded:{sample_folder}")

    def run(target: str) -> str:
        assert main(["explain", target]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return run


def test_it_shows_what_is_asked_for_the_body_and_each_hit_with_its_sort_values(explain: Explain) -> None:
    text = explain("/api/v1/films?genre=Drama&sort=-votes&page_size=2")

    assert text.startswith(
        "GET /api/v1/films?genre=Drama&sort=-votes&page_size=2\n"
        "  endpoint    list_films\n"
        "  asks for    movies with genre drama, sort by -votes, page 1 of 2 each\n"
        "  parameters  genre=drama&page_size=2&sort=-votes\n"
        "\n"
        "Call 1 of 1: POST /movies/_search?preference="
    )
    assert " ms in the engine, " in text
    assert '"genres.name.raw": [\n' in text
    assert "  without scores: they are in the order of the fields of `sort`\n     1. " in text
    assert "The Shawshank Redemption  sort [" in text


def test_words_that_all_hits_have_are_asked_for_once_and_each_clause_says_what_it_adds(explain: Explain) -> None:
    text = explain("/api/v1/films?query=star+wars&page_size=1")

    assert "Call 1 of 1: " in text
    assert " 1315fc3c-0318-5bfd-8a9a-703a5bcf5db0  Star Wars  score " in text
    assert " by renown\n" in text
    assert "120.0000  constant: term names.whole: starwars\n" in text
    assert " match names.title: star starwars ^3\n" in text
    assert text.endswith("  items: all words; so the closest were not asked for\n")


def test_words_that_nothing_has_show_both_searches(explain: Explain) -> None:
    text = explain("/api/v1/films?query=matrux")

    assert "\nCall 1 of 2: POST /movies/_search" in text
    assert "\n  0 of 0 hits\n\nCall 2 of 2: POST /movies/_search" in text
    assert "  60.0000  constant: fuzzy names.whole: matrux\n" in text
    assert text.endswith("  items: the closest, since nothing has all words\n")


def test_a_search_over_everything_shows_each_search_of_its_calls(explain: Explain) -> None:
    text = explain("/api/v1/search?query=kurosawa")

    first, second = text.split("Call 2 of 2: POST /_msearch")
    assert _indices(first) == ["persons", "genres", "movies"]
    assert _indices(second) == ["genres"]
    assert f" {_KUROSAWA}  Akira Kurosawa  score " in first
    assert "  films: all words; so the closest were not asked for\n" in second


def _indices(text: str) -> list[str]:
    return re.findall(r"^  search of (\w+), \d+ ms in the engine$", text, re.MULTILINE)


def test_a_filmography_shows_its_person_and_the_filter_for_it(explain: Explain) -> None:
    text = explain(f"/api/v1/persons/{_KUROSAWA.upper()}/films?page_size=1")

    assert f"  person_id   {_KUROSAWA}\n" in text
    assert re.search(rf'"directors.id": \[\s+"{_KUROSAWA}"', text)


def test_a_cursor_of_a_filmography_is_read_as_its_endpoint_reads_it(explain: Explain) -> None:
    path = f"/api/v1/persons/{_KUROSAWA}/films?page_size=1"
    last = json.loads(re.search(r"  sort (\[.*\])", explain(path))[1])  # type: ignore[index]
    search = PersonFilmList.parse(b"page_size=1", FilmSearch.person_id.any_of(_KUROSAWA)).after(last)

    assert search is not None
    text = explain(f"{path}&cursor={search.page.cursor}")
    assert "Seven Samurai" not in text
    assert "\n  ranks count from the cursor; the last hit only tells that another page follows\n     1. " in text


def test_the_guide_shows_what_comes_out(explain: Explain) -> None:
    command, shown = re.findall(r"^```text\n(.*?)^```$", _PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = iter(explain(command.split('"')[1]).splitlines())

    # its times differ each time, and "..." stands for lines that are left out
    for line in shown.splitlines():
        assert line == "..." or " ms in the engine, " in line or line in lines, line


@pytest.mark.parametrize(
    ("target", "hit"),
    [
        (f"/api/v1/films/{_SEVEN_SAMURAI}", f"{_SEVEN_SAMURAI}  Seven Samurai\n"),
        (f"/api/v1/films/{_SEVEN_SAMURAI}/similar", "  Yojimbo  score "),
        ("/api/v1/persons/suggest?query=akira+k", "  Akira Kurosawa  score "),
        ("/api/v1/genres?fields=id&page_size=1", "  (its name is not among the fields)  sort "),
        ("/api/v1/films?query=ёлки", "  Six Degrees of Celebration  score "),
    ],
)
def test_every_search_that_is_served_is_explained(explain: Explain, target: str, hit: str) -> None:
    assert hit in explain(target)


def test_every_fault_of_a_request_is_a_line(fail: Explain) -> None:
    assert fail("/api/v1/films?page_size=0&colour=red&imdb_rating=11") == (
        "movies: the request is answered with 400\n"
        "  page_size: page_size must be a whole number from 1 to 100; got '0' (out_of_range)\n"
        "  colour: there is no parameter 'colour' (unknown_parameter)\n"
        "  imdb_rating: imdb_rating must be a number from 0 to 10; got '11' (out_of_range)\n"
    )


def test_a_wrong_id_and_a_wrong_parameter_are_both_told(fail: Explain) -> None:
    assert fail("/api/v1/films/x/similar?page_size=99").count("\n") == 3


@pytest.mark.parametrize("path", ["/api/v1/movies", "/", "/docs", "/health/ready", "//", "/api/v1/films/a/b/c"])
def test_for_a_path_at_which_no_search_is_served_those_are_listed_at_which_one_is(fail: Explain, path: str) -> None:
    lines = fail(f"{path}?query=war").splitlines()

    assert lines[0] == f"movies: no search is served at {path}; there are"
    assert "  /api/v1/films/{film_id}/similar" in lines
    assert not any("health" in line for line in lines[1:])


def test_an_unknown_id_is_a_line(fail: Explain) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert fail(f"/api/v1/films/{unknown}") == (
        f"movies: the request is answered with 404: There is nothing with the id {unknown}.\n"
    )


def test_an_engine_without_a_catalogue_says_how_to_load_it(
    fail: Explain, monkeypatch: pytest.MonkeyPatch, empty_folder: Path
) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", f"embedded:{empty_folder}")

    assert fail("/api/v1/films") == (
        f"movies: embedded:{empty_folder}: The catalogue is not loaded yet; load it by: python -m etl load\n"
    )


def test_an_engine_that_cannot_be_reached_is_a_line_without_its_password(
    fail: Explain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://user:secret@127.0.0.1:9")

    assert fail("/api/v1/search?query=war") == "movies: http://127.0.0.1:9: The search engine does not answer.\n"


def test_a_wrong_setting_is_a_line_with_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://user:secret@nowhere")

    assert main(["explain", "/api/v1/films"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("movies: ELASTICSEARCH_URL: must be http(s)://host:port or embedded:<folder>, not ")
    assert ("secret" in said, said.count("\n")) == (False, 1)


@pytest.mark.parametrize("arguments", [[], ["explain"], ["explain", "films"], ["explain", "/a", "/b"], ["serve"]])
def test_a_wrong_call_ends_with_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)

    assert end.value.code == 2
    assert "usage: python -m movies" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/api/v1/films?query=war&page_size=1",
        "HTTPS://films.example.org/api/v1/films?query=war&page_size=1#first",
        " http://[not-a-host/api/v1/films?query=war&page_size=1\n",
    ],
)
def test_a_whole_url_is_explained_whatever_its_host(explain: Explain, url: str) -> None:
    assert explain(url).startswith("GET /api/v1/films?query=war&page_size=1\n  endpoint    list_films\n")


def test_a_url_without_a_path_names_those_that_there_are(fail: Explain) -> None:
    assert fail("http://127.0.0.1:8000").startswith("movies: no search is served at /; there are\n  /api/v1/films\n")


def test_a_url_that_the_shell_has_parted_is_to_be_put_in_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explain", "/api/v1/films?query=star", "wars"])

    assert 'got 2; put it in quotes: "/api/v1/films?query=star wars"' in capsys.readouterr().err


def run_in_shell(arguments: str, engine_url: str) -> subprocess.CompletedProcess[str]:
    """Run the command as users do."""
    command = ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m movies explain {arguments}"]
    environment = {**os.environ, "ELASTICSEARCH_URL": engine_url, "PYTHONUNBUFFERED": ""}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_as_a_process_it_writes_the_text_alone(sample_folder: Path) -> None:
    run = run_in_shell("'/api/v1/films?query=war'", f"embedded:{sample_folder}")

    assert run.stdout.startswith("GET /api/v1/films?query=war\n  endpoint    list_films\n")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_reader_that_has_enough_ends_it_quietly(sample_folder: Path) -> None:
    run = run_in_shell("'/api/v1/films?query=war' | true", f"embedded:{sample_folder}")

    assert (run.returncode, run.stdout, run.stderr) == (128 + signal.SIGPIPE, "", "")


def test_as_a_process_it_tells_of_an_engine_that_does_not_answer_in_one_line() -> None:
    run = run_in_shell("/api/v1/films", "http://127.0.0.1:9")

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "movies: http://127.0.0.1:9: The search engine does not answer.\n"
