"""Loads the films, asks the running service on each engine, and says how often it was right.

Tune the search on one seed (`--quick`, or any `--seed`) and report on another: a full run asks what no tuning has seen.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.catalogue import BENCH_FOLDER, ENGINES, Content
from benchmarks.relevance.agreement import agreement_rows, write_differences
from benchmarks.relevance.asking import FIRST_PAGE
from benchmarks.relevance.films import DATA_FOLDER, Case, read_cases, read_catalogue
from benchmarks.relevance.outcome import Answers, ask_all, case_rows
from benchmarks.relevance.queries import TARGETS, Query, QueryGenerator
from benchmarks.rows import Options, Row
from benchmarks.servers import service
from etl.sources.sample import SAMPLE_FOLDER

_TUNING_SEED = 1
_REPORTED_SEED = 2026

_PER_CLASS = 500
_PER_CLASS_QUICK = 100
_RUSSIAN_SEEDS = 5

# As the command line calls them, and as rows do.
_ENGINES = {"embedded": "embedded engine", "elasticsearch": "Elasticsearch"}


def run(options: Options) -> list[Row]:
    """Success a class on each engine, the cases one by one, and how far the engines agree."""
    films = read_catalogue()
    sources = [*DATA_FOLDER.iterdir(), *SAMPLE_FOLDER.iterdir(), Path(__file__).parent / "films.py"]
    content = Content("relevance", films, len(films), tuple(sorted(sources)))
    plan = _Plan.of(options)
    print(plan, flush=True)
    queries = [] if options.cases_only else plan.draw(QueryGenerator(films))
    cases = read_cases().cases
    answers = [_ask(name, content, queries, cases, options) for name in options.engines or _ENGINES]
    if not queries:
        return list(case_rows(answers))
    rows = [Row("relevance: films that are searched", len(films), "films", note=str(plan))]
    rows += [row for each in answers for row in each.rows()]
    if len(answers) == len(_ENGINES):
        rows += agreement_rows(*answers)
        if options.is_recorded:
            write_differences(*answers)
    return [*rows, *case_rows(answers)]


@dataclass(frozen=True)
class _Plan:
    """How many queries of a class are drawn by which seed, and by how many seeds from there those of Russian titles."""

    seed: int
    per_class: int
    russian_seeds: int

    @classmethod
    def of(cls, options: Options) -> Self:
        seed = options.seed if options.seed is not None else _TUNING_SEED if options.quick else _REPORTED_SEED
        per_class = options.per_class or (_PER_CLASS_QUICK if options.quick else _PER_CLASS)
        return cls(seed, per_class, 1 if options.quick else _RUSSIAN_SEEDS)

    def draw(self, generator: QueryGenerator) -> list[Query]:
        """The queries, the same for the same films."""
        seeds = range(self.seed, self.seed + self.russian_seeds)
        russian = [query for seed in seeds for query in generator.russian(seed)]
        return [*generator.english(self.seed, self.per_class), *russian, *generator.spoken()]

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.per_class} queries a class, all Russian titles by {self.russian_seeds} seeds"


def _ask(name: str, content: Content, queries: Sequence[Query], cases: Sequence[Case], options: Options) -> Answers:
    engine = _ENGINES[name]
    with (
        tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as folder,
        ENGINES[engine](content) as url,
        service(url, Path(folder), cache_mb=0) as port,
    ):
        answers = ask_all(engine, port, queries, cases)
    _show_failures(answers, options.show)
    return answers


def _show_failures(answers: Answers, most: int) -> None:
    """Print up to `most` queries of each class whose right answer is not the first, and the cases that fail."""
    if most == 0:
        return
    for name in TARGETS:
        failures = [outcome for outcome in answers.classes.get(name, ()) if outcome.rank != 1]
        for outcome in failures[:most]:
            found = "; ".join(map(str, outcome.found.hits[:3])) or "nothing"
            rank = outcome.rank or f"not in {FIRST_PAGE}"
            print(f"{answers.engine}, {name}: {outcome.query.text!r} rank {rank}, match {outcome.found.match}: {found}")
    for failed in (outcome for outcome in answers.cases if not outcome.passes):
        found = "; ".join(map(str, failed.found.hits[:3])) or "nothing"
        print(f"{answers.engine}, case: {failed.case.query!r} rank {failed.rank}, not <= {failed.case.within}: {found}")
