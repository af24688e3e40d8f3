"""What a search by words costs, over HTTP and uncached: against the older search, and against a plain search.

A plain search is one whose words are all found.
"""

import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path

from benchmarks.catalogue import BENCH_FOLDER, ENGINES, generated, loaded_embedded, loading_client, merge_segments
from benchmarks.older_search import has_older, load_older
from benchmarks.relevance.asking import search_target, suggest_target
from benchmarks.relevance.queries import QueryGenerator
from benchmarks.relevance.russian_typing import on_english_layout
from benchmarks.rows import Budget, Options, Row
from benchmarks.servers import service
from benchmarks.turns import Client, compare_by_turns
from benchmarks.words_in_process import engine_row
from etl.sources.generator import SEED, generate_films

# A smaller count gives the first films of a greater one, so all of these are in the catalogue.
_FILMS_SAMPLED = 3_000
_PER_CLASS = 40
_LONGEST_TEXT = 256
_TIMES_A_LONGEST_TEXT = 20
_FOUND = ("exact title", "word and actor", "words shuffled")
_WITH_ERRORS = ("one error", "two errors")
_HALVES = ("half a title", "half a title, one error")


def run(options: Options) -> list[Row]:
    """The ratios on each engine, and in the embedded engine against bare tantivy."""
    texts = _Texts()
    rows: list[Row] = []
    for engine, loaded in ENGINES.items():
        with tempfile.TemporaryDirectory(dir=BENCH_FOLDER) as folder, loaded(generated(options.films)) as url:
            asyncio.run(_ensure_older(url, options.films, has_positions=loaded is not loaded_embedded))
            with (
                service(url, Path(folder), cache_mb=0) as port,
                service(url, Path(folder), cache_mb=0, module="benchmarks.older_search_app") as older_port,
            ):
                rows += _Measurement(engine, Client(port), Client(older_port), texts, options).rows()
            if loaded is loaded_embedded:
                rows.append(engine_row(url, texts.found, options))
    return rows


async def _ensure_older(url: str, films: int, *, has_positions: bool) -> None:
    async with loading_client(url) as client:
        if not await has_older(client, films):
            await load_older(client, generate_films(films, SEED), has_positions=has_positions)
    if has_positions:
        await merge_segments(url)


class _Texts:
    """What is typed: the relevance benchmark's classes, drawn from generated films."""

    def __init__(self) -> None:
        films = list(generate_films(_FILMS_SAMPLED, SEED))
        queries = list(QueryGenerator(films).english(SEED, _PER_CLASS))
        self.found = [query.text for query in queries if query.group in _FOUND]
        self.with_errors = [query.text for query in queries if query.group in _WITH_ERRORS]
        self.halves = [query.text for query in queries if query.group in _HALVES]

    def longest(self) -> dict[str, str]:
        """Texts of the greatest length, each hard in its own way."""
        letters = cycle("abcdefghijklmnopqrstuvwxyz")
        russian = (on_english_layout(text) for text in self.found if "а" <= text[0].lower() <= "я")
        return {
            "single letters": _filled(letters),
            "words that are found": _filled(cycle(self.found)),
            "misspelt words": _filled(cycle(self.with_errors)),
            "Russian on the English layout": _filled(cycle(list(russian))),
            "phrases and excluded words": _filled(cycle(f'"{text}" -{text}' for text in self.found)),
            "one word": "abcdefgh" * (_LONGEST_TEXT // 8),
        }


def _filled(words: Iterable[str]) -> str:
    """Words up to the longest text that is taken."""
    text = ""
    for word in words:
        text = f"{text} {word}".strip()
        if len(text) >= _LONGEST_TEXT:
            break
    return text[:_LONGEST_TEXT].strip()


class _Measurement:
    """One engine behind two services, the older search beside the present one."""

    def __init__(self, engine: str, client: Client, older: Client, texts: _Texts, options: Options) -> None:
        self._engine = engine
        self._client = client
        self._older = older
        self._texts = texts
        self._options = options
        answers = {search_target(text): client.get(search_target(text)) for text in texts.found}
        self._plain = [
            target
            for target, answer in answers.items()
            if answer["total"] and answer["match"] != "closest" and older.get(target)["total"]
        ]

    def rows(self) -> list[Row]:
        """One row a comparison."""
        return [self._against_older(), self._closest(), self._suggest(), self._longest()]

    def _against_older(self) -> Row:
        note = f"{len(self._plain)} queries; baseline: cross_fields over an index of the older mapping"
        figures = self._compare(self._client, self._plain, self._older, self._plain)
        return self._row("a search that finds all words", *figures, at_most=1.5, note=note)

    def _closest(self) -> Row:
        asked = map(search_target, self._texts.with_errors)
        targets = [target for target in asked if self._client.get(target)["match"] == "closest"]
        figures = self._compare(self._client, targets, self._client, self._plain)
        note = f"{len(targets)} queries; baseline: plain searches"
        return self._row("a search that ends in the closest", *figures, at_most=4, note=note)

    def _suggest(self) -> Row:
        targets = list(map(suggest_target, self._texts.halves))
        figures = self._compare(self._client, targets, self._client, self._plain)
        note = f"{len(targets)} queries; baseline: plain searches"
        return self._row("a suggestion", *figures, at_most=1, note=note)

    def _longest(self) -> Row:
        plain = self._plain[:: max(1, len(self._plain) // _TIMES_A_LONGEST_TEXT)]
        measured = {
            kind: self._compare(self._client, [search_target(text)], self._client, plain)
            for kind, text in self._texts.longest().items()
        }
        worst = max(measured, key=lambda kind: measured[kind][2])
        note = f"worst of {len(measured)} kinds: {worst}; baseline: plain searches"
        return self._row(f"the worst {_LONGEST_TEXT} characters", *measured[worst], at_most=10, note=note)

    def _compare(
        self, client: Client, targets: Sequence[str], other: Client, others: Sequence[str]
    ) -> tuple[float, float, float]:
        return compare_by_turns(client, targets, other, others, self._options.rounds(5))

    def _row(self, what: str, figure: float, baseline: float, ratio: float, *, at_most: float, note: str) -> Row:
        return Row(
            f"{self._engine}, {what}: p50", figure, "ms", baseline, ratio, Budget("ratio", at_most=at_most), note
        )
