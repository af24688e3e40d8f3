"""When a worker counts as hung, and how long its place stays empty."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from movies.server.worker_place import WorkerPlace


def place(**fields: Any) -> WorkerPlace:
    return WorkerPlace(
        cast("Any", SimpleNamespace(name="Sanic-Server-3-0", exitcode=fields.pop("exitcode", None))), **fields
    )


def test_a_worker_serves_from_its_first_beat() -> None:
    worker = place()

    assert [worker.look(beats, 0.2) for beats in (0, 0, 1, 1, 2)] == [False, False, True, False, False]
    assert worker.is_serving
    assert worker.served_s == pytest.approx(0.4)


def test_a_worker_hangs_once_it_was_silent_for_longer_than_allowed() -> None:
    worker = place()
    worker.look(1, 0.2)
    worker.look(1, 29.9)
    assert not worker.hangs(30)
    worker.look(1, 0.2)
    assert worker.hangs(30)
    assert not worker.hangs(0)
    worker.look(2, 0.2)
    assert not worker.hangs(30)


def test_a_worker_that_starts_may_be_silent_for_longer() -> None:
    worker = place()
    worker.look(0, 59)
    assert not worker.hangs(30)
    worker.look(0, 2)
    assert worker.hangs(30)
    assert not worker.hangs(0)


@given(st.lists(st.floats(0, 4.9) | st.none(), min_size=1, max_size=10))
def test_replacements_that_die_young_are_replaced_after_twice_the_time_up_to_30_s(lives_s: list[float | None]) -> None:
    worker = place(served_s=1.0)
    waits_s = []
    for served_s in lives_s:
        worker.vacate()
        waits_s.append(worker.replace_in_s)
        worker.occupy()
        worker.served_s = served_s

    assert waits_s == [0, 1, 2, 4, 8, 16, 30, 30, 30, 30][: len(lives_s)]


def test_a_worker_that_served_for_long_is_replaced_at_once_and_forgives_those_before_it() -> None:
    worker = place(replacements=4, early_deaths=4, served_s=60.0)
    worker.vacate()

    assert (worker.replace_in_s, worker.early_deaths) == (0, 0)


@pytest.mark.parametrize(
    ("exit_code", "end"), [(0, "exit status 0"), (3, "exit status 3"), (-9, "signal SIGKILL"), (-40, "signal 40")]
)
def test_an_end_is_described_by_its_status_or_signal(exit_code: int, end: str) -> None:
    assert place(exitcode=exit_code).describe_end() == end


def test_a_place_knows_its_number() -> None:
    assert place().number == 3
