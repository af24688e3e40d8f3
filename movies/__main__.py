"""`python -m movies`: the command line."""

import argparse
import asyncio
import logging
import re
import sys
from collections.abc import Sequence

from elastic_transport import TransportError
from elasticsearch import ApiError
from sanic.exceptions import SanicException

from catalogue.command import FAILED, MISUSED, run_command
from catalogue.engine import options_as_set
from catalogue.settings import Settings, WrongSettingError, read_settings, without_credentials
from catalogue.unavailable import UnavailableError, engine_error
from movies.explain.in_process import NotServedError, answer_in_process
from movies.explain.recording import RecordingEngine
from movies.explain.report import report
from movies.http.problems import NotFoundError
from search_queries import InvalidQueryError

_HOST = re.compile(r"https?://[^/?#]*", re.IGNORECASE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 1 after a failure, 2 for a wrong setting. A wrong call ends with 2."""
    parser = argparse.ArgumentParser(prog="python -m movies", description="Looks into the service.")
    commands = parser.add_subparsers(metavar="command", required=True)
    explain = commands.add_parser(
        "explain",
        help="show what a request asks of the engine, and what the scores of its hits are made of",
        description="Answers a request as the service would, and shows each call to the engine and its hits. "
        "The engine is that of ELASTICSEARCH_URL; the host of a URL is not asked.",
    )
    # several are taken so that a URL without quotes, which the shell has parted, can be told
    explain.add_argument(
        "target", nargs="+", help='path and query in quotes, such as "/api/v1/films?query=war", or a whole URL'
    )
    given = parser.parse_args(arguments).target
    if len(given) > 1:
        explain.error(f'a request is one argument, got {len(given)}; put it in quotes: "{" ".join(given)}"')
    target = _path_and_query(given[0])
    if not target.startswith("/"):
        explain.error(f'a path begins with "/", such as "/api/v1/films?query=war"; got {target!r}')
    try:
        settings = read_settings()
    except WrongSettingError as error:
        return _fail(str(error), status=MISUSED)
    return _write_explanation(target, settings)


def _path_and_query(given: str) -> str:
    """The target of a request: of a URL, such as a browser shows it, all from the path on, without the fragment."""
    given = given.strip()
    host = _HOST.match(given)
    if host is None:
        return given
    target = given[host.end() :].partition("#")[0]
    return target if target.startswith("/") else f"/{target}"


def _write_explanation(target: str, settings: Settings) -> int:
    # what it warns of is told in a line of our own
    logging.getLogger("elastic_transport").setLevel(logging.CRITICAL)
    try:
        text = asyncio.run(_explain(target, settings))
    except InvalidQueryError as error:
        faults = [f"{fault.parameter}: {fault.detail} ({fault.code})" for fault in error.faults]
        return _fail("the request is answered with 400", *faults)
    except NotServedError as error:
        return _fail(f"{error}; there are", *error.served)
    except NotFoundError as error:
        return _fail(f"the request is answered with 404: {error}")
    except UnavailableError as error:
        return _fail(f"{without_credentials(settings.elasticsearch_url)}: {error}")
    except (SanicException, ApiError) as error:
        return _fail(str(error))
    sys.stdout.write(text)
    return 0


async def _explain(target: str, settings: Settings) -> str:
    engine = RecordingEngine(**options_as_set(settings))
    async with engine:
        answered = await answer_in_process(target, engine, one_shard=settings.has_one_shard)
        try:
            return await report(answered, tuple(engine.calls), engine)
        except (ApiError, TransportError) as error:
            raise engine_error(error) from error


def _fail(message: str, *details: str, status: int = FAILED) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in (f"movies: {message}", *(f"  {each}" for each in details))))
    return status


if __name__ == "__main__":
    sys.exit(run_command(main))
