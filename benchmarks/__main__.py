"""`python -m benchmarks [name ...]`: each benchmark in a process of its own, one after another."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

from benchmarks.catalogue import BENCH_FOLDER
from benchmarks.report import record, text_table
from benchmarks.results import Run, installed_versions, now, this_machine
from benchmarks.rows import LeftOutError, Options
from benchmarks.runner import run_in_subprocess
from etl.sources.generator import FILMS

NAMES = (
    "engine_calls",
    "startup",
    "supervision",
    "cached",
    "connections",
    "search_mix",
    "load_embedded",
    "load_elasticsearch",
    "load_memory",
    "relevance",
    "words_cost",
    "words_load",
    "builder_cost",
)
_QUICK_FILMS = 5_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; returns 1 if one failed or could not run. A missed budget is shown, not a failure."""
    chosen = _choose(arguments)
    films = chosen.films or (_QUICK_FILMS if chosen.quick else FILMS)
    is_limited = chosen.quick or chosen.cases or chosen.engine or (chosen.seed, chosen.per_class) != (None, None)
    options = Options(
        films,
        chosen.quick,
        is_recorded=films == FILMS and not is_limited,
        seed=chosen.seed,
        per_class=chosen.per_class,
        show=chosen.show,
        cases_only=chosen.cases,
        engines=tuple(chosen.engine),
    )
    BENCH_FOLDER.mkdir(parents=True, exist_ok=True)
    failed = False
    for name in chosen.names or NAMES:
        load_before, started_s = os.getloadavg()[0], time.monotonic()
        print(f"== {name}: {films:,} films, load average {load_before:.1f}", flush=True)
        try:
            rows = run_in_subprocess(name, options)
        except LeftOutError as error:
            print(f"left out: {error}\n", flush=True)
            failed = True
            continue
        except Exception as error:
            print(f"failed: {type(error).__name__}: {error}\n", flush=True)
            failed = True
            continue
        run = Run(
            name,
            films,
            now(),
            duration_s=time.monotonic() - started_s,
            load_before=load_before,
            load_after=os.getloadavg()[0],
            machine=this_machine(),
            versions=installed_versions(),
            rows=rows,
        )
        print(f"{text_table(rows)}\n({run.duration_s:.0f} s, load average {run.load_after:.1f})\n", flush=True)
        if options.is_recorded:
            record(run, NAMES)
    return int(failed)


def _choose(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure; docs/benchmarks.json and .md are written."
    )
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of {', '.join(NAMES)}; all without any")
    parser.add_argument("--films", type=int, help=f"how many films; default {FILMS:,}; others are printed only")
    parser.add_argument("--quick", action="store_true", help="see that it works; figures mean little, none is written")
    relevance = parser.add_argument_group("relevance", "what is asked; with any but --show figures are printed only")
    relevance.add_argument("--seed", type=int, help="which queries are drawn; the seed of a run is printed")
    relevance.add_argument("--per-class", type=int, help="how many queries of each class of English titles")
    relevance.add_argument("--engine", action="append", default=[], choices=("embedded", "elasticsearch"))
    relevance.add_argument("--cases", action="store_true", help="only the reported cases")
    relevance.add_argument("--show", type=int, default=0, metavar="N", help="print N failing queries of each class")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in NAMES]:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
