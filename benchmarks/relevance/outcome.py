"""What became of the queries on one engine, and the rows that say it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.relevance.asking import FIRST_PAGE, Found, Service, search_target, suggest_target
from benchmarks.relevance.films import Case
from benchmarks.relevance.queries import TARGETS, Query
from benchmarks.rows import Budget, Row

NOT_ASKED = "no query was asked"


@dataclass(frozen=True)
class Outcome:
    """A query and what was found; `rank` is that of the first right answer, None if it is not in the first ten."""

    query: Query
    found: Found

    @property
    def rank(self) -> int | None:
        return self.found.rank(lambda hit: hit.id in {str(answer) for answer in self.query.answers})


@dataclass(frozen=True)
class CaseOutcome:
    """A reported case and what was found."""

    case: Case
    found: Found

    @property
    def rank(self) -> int | None:
        return self.found.rank(lambda hit: self.case.is_answered_by(hit.title, hit.release_year))

    @property
    def passes(self) -> bool:
        """Whether an expected film is found high enough."""
        return self.rank is not None and self.rank <= self.case.within


@dataclass(frozen=True)
class Answers:
    """All that one engine answered: a class's outcomes, `{"one error": [...]}`, and those of the cases."""

    engine: str
    classes: dict[str, list[Outcome]]
    cases: list[CaseOutcome]

    def rows(self) -> Iterator[Row]:
        """Two rows a class: success at rank 1, and in the first ten."""
        for name, target in TARGETS.items():
            outcomes = self.classes.get(name)
            what = f"relevance, {self.engine}, {name}"
            note = _note(outcomes) if outcomes else NOT_ASKED
            first, first_ten = success(outcomes, within=1), success(outcomes, within=FIRST_PAGE)
            yield Row(f"{what}: success@1", first, "%", budget=Budget("figure", at_least=target.first), note=note)
            budget = None if target.first_ten is None else Budget("figure", at_least=target.first_ten)
            yield Row(f"{what}: success@{FIRST_PAGE}", first_ten, "%", budget=budget)


def ask_all(engine: str, port: int, queries: Sequence[Query], cases: Sequence[Case]) -> Answers:
    """Ask a running service everything."""
    service = Service(port)
    targets = [(suggest_target if query.is_suggest else search_target)(query.text) for query in queries]
    classes: dict[str, list[Outcome]] = defaultdict(list)
    for query, found in zip(queries, service.ask(targets), strict=True):
        classes[query.group].append(Outcome(query, found))
    found_of_cases = service.ask([search_target(case.query) for case in cases])
    return Answers(engine, dict(classes), [CaseOutcome(*pair) for pair in zip(cases, found_of_cases, strict=True)])


def success(outcomes: Sequence[Outcome] | None, *, within: int) -> float:
    """The share of queries, in percent, that have a right answer at this rank or a better one; 0 if none were asked."""
    if not outcomes:
        return 0.0
    return 100 * sum((outcome.rank or within + 1) <= within for outcome in outcomes) / len(outcomes)


def mean_reciprocal_rank(outcomes: Sequence[Outcome]) -> float:
    """1 if every right answer is first, 0.5 if every one is second; those beyond the first ten count 0."""
    return sum(1 / outcome.rank for outcome in outcomes if outcome.rank) / len(outcomes)


def case_rows(answers: Sequence[Answers]) -> Iterator[Row]:
    """A row a case: the worst rank of the engines, 0 if one has no right answer in the first ten."""
    for outcomes in zip(*(each.cases for each in answers), strict=True):
        case = outcomes[0].case
        ranks = [outcome.rank or 0 for outcome in outcomes]
        worst = 0 if 0 in ranks else max(ranks)
        note = ", ".join(f"{each.engine} {rank or 'none'}" for each, rank in zip(answers, ranks, strict=True))
        yield Row(
            f"case: {case.query} ({case.kind})",
            worst,
            "rank",
            budget=Budget("figure", at_least=1, at_most=case.within),
            note=f"{note}; source: {case.source}",
        )


def _note(outcomes: Sequence[Outcome]) -> str:
    """`MRR 0.98, 300 queries, 12 % closest`."""
    note = f"MRR {mean_reciprocal_rank(outcomes):.3f}, {len(outcomes):,} queries"
    matches = [outcome.found.match for outcome in outcomes if outcome.found.match is not None]
    return f"{note}, {100 * matches.count('closest') / len(outcomes):.0f} % closest" if matches else note
