"""What the relevance benchmark makes of what was found."""

from uuid import UUID

import pytest

from benchmarks.relevance.agreement import agreement_rows, differences
from benchmarks.relevance.asking import Found, Hit
from benchmarks.relevance.films import Case, ExpectedFilm
from benchmarks.relevance.outcome import Answers, CaseOutcome, Outcome, case_rows, mean_reciprocal_rank, success
from benchmarks.relevance.queries import TARGETS, Query
from benchmarks.rows import Row

_ALIEN = Hit(str(UUID(int=1)), "Alien", 1979)
_ALIENS = Hit(str(UUID(int=2)), "Aliens", 1986)
_BRAZIL = Hit(str(UUID(int=3)), "Brazil", 1985)
_CASE = Case(
    kind="typing errors", query="alein", expect=(ExpectedFilm(title="Alien", year=None),), within=1, source="own"
)


def outcome(*hits: Hit, match: str | None = None) -> Outcome:
    return Outcome(Query("one error", "alein", frozenset({UUID(_ALIEN.id)})), Found(hits, match))


def answers(engine: str, *outcomes: Outcome, cases: list[CaseOutcome] | None = None) -> Answers:
    return Answers(engine, {"one error": list(outcomes)}, cases or [])


def row_of(rows: list[Row], what: str) -> Row:
    return next(row for row in rows if row.what.endswith(what))


def test_a_rank_is_that_of_the_first_right_answer() -> None:
    assert outcome(_ALIEN).rank == 1
    assert outcome(_ALIENS, _BRAZIL, _ALIEN).rank == 3
    assert outcome(_ALIENS).rank is None
    assert outcome().rank is None


def test_success_is_the_share_of_queries_answered_at_a_rank_or_a_better_one() -> None:
    outcomes = [outcome(_ALIEN), outcome(_ALIENS, _ALIEN), outcome(_BRAZIL), outcome()]

    assert success(outcomes, within=1) == 25
    assert success(outcomes, within=10) == 50
    assert mean_reciprocal_rank(outcomes) == pytest.approx((1 + 0.5) / 4)


def test_a_class_that_was_not_asked_is_missed() -> None:
    rows = list(answers("engine", outcome(_ALIEN)).rows())

    row = row_of(rows, "half a title: success@1")
    assert (row.figure, row.verdict, row.note) == (0, "NOT MET", "no query was asked")
    assert len(rows) == 2 * len(TARGETS)


def test_a_class_says_how_many_answers_were_the_closest() -> None:
    closest, all_words = outcome(_ALIEN, match="closest"), outcome(_ALIEN, match="all_words")

    rows = list(answers("engine", closest, all_words).rows())
    older_rows = list(answers("engine", outcome(_ALIEN)).rows())

    assert row_of(rows, "one error: success@1").note == "MRR 1.000, 2 queries, 50 % closest"
    assert row_of(older_rows, "one error: success@1").note == "MRR 1.000, 1 queries"


def test_a_case_has_the_worst_rank_of_the_engines() -> None:
    first, second, none = (CaseOutcome(_CASE, Found(hits, None)) for hits in ((_ALIEN,), (_ALIENS, _ALIEN), ()))

    def row(one: CaseOutcome, other: CaseOutcome) -> tuple[float, str]:
        (only,) = case_rows([answers("embedded", cases=[one]), answers("other", cases=[other])])
        return only.figure, only.verdict

    assert row(first, first) == (1, "met")
    assert row(first, second) == (2, "NOT MET")
    assert row(second, none) == (0, "NOT MET")


def test_engines_agree_if_they_put_the_same_film_first() -> None:
    one = answers("embedded", outcome(_ALIEN), outcome(_ALIEN, _ALIENS), outcome(), outcome(_ALIEN))
    other = answers("Elasticsearch", outcome(_ALIEN), outcome(_ALIENS, _ALIEN), outcome(), outcome())

    assert row_of(list(agreement_rows(one, other)), "one error").figure == 50
    assert differences(one, other) == [
        ("one error", "alein", "Alien (1979)", "Aliens (1986)"),
        ("one error", "alein", "Alien (1979)", "nothing"),
    ]


@pytest.mark.parametrize(("year", "is_answered"), [(None, True), (2008, True), (2009, False)])
def test_a_case_asks_for_a_title_however_it_is_punctuated_and_a_year(year: int | None, is_answered: bool) -> None:
    case = Case(kind="", query="wall e", expect=(ExpectedFilm(title="WALL-E", year=year),), within=1, source="own")

    assert case.is_answered_by("WALL·E", 2008) is is_answered
    assert not case.is_answered_by("Wall Street", 2008)
