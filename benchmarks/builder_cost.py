"""What a declared search costs: against one written by hand, and each of its kinds against a plain search."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import orjson
from elasticsearch.dsl import AsyncSearch

from benchmarks.catalogue import BENCH_FOLDER, ENGINES, generated
from benchmarks.relevance.queries import QueryGenerator
from benchmarks.rows import Budget, Options, Row
from benchmarks.servers import service
from benchmarks.turns import Client, compare_by_turns
from etl.sources.generator import SEED, generate_films
from harness.api_server import free_port, served
from movies.films import FilmSearch, FilmSummary

_PATH = "/api/v1/films"
_FILTERS = {"genre": "Drama", "type": "movie", "release_year__gte": "1990", "imdb_rating__gte": "6.5"}
_FACETS = "genre,decade,type,rating,director"
_TEXTS = 60
_BUILDS = 200
_TURNS = 40
# The JVM has compiled by then what counts facets: the time of a search with filters falls until turn 400.
_FACETS_WARM_UP_ROUNDS = 10
_DEEPEST = 200
_FOUND = ("exact title", "word and actor", "words shuffled")


def run(options: Options) -> list[Row]:
    """The ratios; those over HTTP on each engine, uncached."""
    rows = [_building(options)]
    for engine, loaded in ENGINES.items():
        with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as name, loaded(generated(options.films)) as url:
            folder = Path(name)
            with service(url, folder, cache_mb=0) as port, _bare_search(url, folder) as bare_port:
                rows += _Measurement(engine, Client(port), Client(bare_port), options).rows()
    return rows


def _building(options: Options) -> Row:
    query_string = urlencode(_FILTERS).encode()
    search = FilmSearch.parse(query_string)
    own, by_hand = search.build().to_dict(), _written_by_hand().to_dict()
    if own != by_hand:
        raise RuntimeError(f"the searches differ: {own} and {by_hand}")
    figures, baselines = [], []
    for _ in range(options.rounds(7)):
        figures.append(_time_us(search.build))
        baselines.append(_time_us(_written_by_hand))
    note = f"{len(_FILTERS)} filters, order, page and totals; baseline: the same body by hand in elasticsearch-dsl"
    budget = Budget("ratio", at_most=2)
    return Row.compared("building a search", figures, baselines, "µs", budget=budget, note=note)


def _written_by_hand() -> AsyncSearch:
    search: AsyncSearch = AsyncSearch(index="movies")
    return (
        search.filter("terms", genres__name__raw=["drama"])
        .filter("terms", type=["movie"])
        .filter("range", imdb_rating={"gte": 6.5})
        .filter("range", release_year={"gte": 1990})
        .sort({"imdb_rating": {"order": "desc", "missing": "_last"}}, {"id_hash": {"order": "desc"}})
        .extra(track_total_hits=True, from_=0, size=50)
    )


def _time_us(build: Callable[[], AsyncSearch]) -> float:
    taken = []
    for _ in range(_BUILDS):
        started_s = time.perf_counter()
        build().to_dict()
        taken.append((time.perf_counter() - started_s) * 1e6)
    return median(taken)


@contextmanager
def _bare_search(engine_url: str, folder: Path) -> Iterator[int]:
    port = free_port()
    command = ("python", "-m", "benchmarks.bare_search_server", str(port), engine_url)
    with served(command, folder / f"bare-{port}.log", port):
        yield port


class _Measurement:
    """One engine behind the service, and behind a bare handler."""

    def __init__(self, engine: str, client: Client, bare: Client, options: Options) -> None:
        self._engine = engine
        self._client = client
        self._bare = bare
        self._rounds = options.rounds(5)
        self._facets_warm_up = options.rounds(_FACETS_WARM_UP_ROUNDS)
        queries = QueryGenerator(list(generate_films(_TEXTS, SEED))).english(SEED, _TEXTS)
        self._texts = [query.text for query in queries if query.group in _FOUND][:_TEXTS]

    def rows(self) -> list[Row]:
        """One row a comparison."""
        return [self._words(), *self._facets(), self._depth(), self._fields()]

    def _words(self) -> Row:
        targets, bodies = [], []
        for text in self._texts:
            query_string = urlencode({"query": text})
            search = FilmSearch.parse(query_string.encode())
            if self._client.get(f"{_PATH}?{query_string}")["match"] == "all_words":
                targets.append(f"{_PATH}?{query_string}")
                body = search.build(fields=FilmSummary.document_fields()).to_dict()
                bodies.append(f"/?{urlencode({'body': orjson.dumps(body)})}")
        # as requests a second: the ratio is that of the bare handler's time to ours
        bare_ms, own_ms, ratio = compare_by_turns(self._bare, bodies, self._client, targets, self._rounds)
        note = f"{len(targets)} queries; baseline: a bare Sanic handler, the same body, client and fields of the hits"
        budget = Budget("ratio", at_least=0.85)
        return Row(f"{self._engine}, words, uncached", 1e3 / own_ms, "req/s", 1e3 / bare_ms, ratio, budget, note)

    def _facets(self) -> Iterator[Row]:
        words = [{"query": text} for text in self._texts]
        for what, searches in (
            ("of everything", [{}] * _TURNS),
            ("of filters", [_FILTERS] * _TURNS),
            ("of words", words),
        ):
            plain = [f"{_PATH}?{urlencode(search)}" for search in searches]
            faceted = [f"{_PATH}?{urlencode({**search, 'facets': _FACETS})}" for search in searches]
            figures = compare_by_turns(
                self._client, faceted, self._client, plain, self._rounds, warm_up_rounds=self._facets_warm_up
            )
            note = "baseline: the same searches without facets, so that 3 is two of them more"
            yield self._times(f"five facets of a search {what}", *figures, at_most=3, note=note)

    def _depth(self) -> Row:
        first = f"{_PATH}?sort=-imdb_rating&page_size=100"
        pages = [first]
        while len(pages) <= _DEEPEST and (cursor := self._client.get(pages[-1])["page"]["next_cursor"]):
            pages.append(f"{first}&cursor={cursor}")
        deep, early = [pages[-1]] * _TURNS, [pages[1]] * _TURNS
        figures = compare_by_turns(self._client, deep, self._client, early, self._rounds)
        note = f"page {len(pages)} of 100 films each; baseline: page 2"
        return self._times("a cursor's page", *figures, at_most=1.25, note=note)

    def _fields(self) -> Row:
        whole = f"{_PATH}?sort=-imdb_rating"
        figures = compare_by_turns(
            self._client, [f"{whole}&fields=id,title"] * _TURNS, self._client, [whole] * _TURNS, self._rounds
        )
        return self._times("a list with fields=id,title", *figures, at_most=1, note="baseline: the whole summaries")

    def _times(self, what: str, figure: float, baseline: float, ratio: float, *, at_most: float, note: str) -> Row:
        budget = Budget("ratio", at_most=at_most)
        return Row(f"{self._engine}, {what}: p50", figure, "ms", baseline, ratio, budget, note)
