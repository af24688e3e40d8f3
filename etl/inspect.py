"""What is understood of a database, and what a load of it would leave out; nothing is changed."""

import shlex
from contextlib import aclosing
from pathlib import Path
from typing import TextIO

from etl.errors import SourceError, WrongSourceError
from etl.rejects import RejectLog
from etl.sources.database_source import films_limit, given_mapping
from etl.sources.reading.read import read_films
from etl.sources.reading.usable import NothingUsableError
from etl.sources.recognition.understand import REMEDY, Understanding, understand
from etl.sources.schema.mapping_file import write_mapping
from etl.sources.source import Source, SourceRequest


async def inspect_database(source: Source, request: SourceRequest, stream: TextIO, mapping_file: Path | None) -> bool:
    """Write what is understood to `stream`, and the mapping to a new file if one is named.

    Every film is read as a load would read it. Returns whether a load would end well. Raises SourceError if the
    database cannot be read.
    """
    if source.open_database is None:
        raise WrongSourceError("only a database can be inspected")
    given = given_mapping(request)
    async with source.open_database(request) as database:
        understood = await understand(database, given)
        stream.writelines(f"{line}\n" for line in understood.lines())
        if mapping_file is not None:
            _write_new(mapping_file, write_mapping(understood.mapping, understood.problems))
            stream.write(f"the mapping is in {mapping_file}: name it in ETL_MAPPING\n")
        if understood.problems or understood.missing_rights:
            _fail(stream, [*understood.missing_rights, *understood.problems])
            stream.write(f"remedy: {REMEDY}\n" if understood.problems else "")
            return False
        return await _try_load(understood, source, request, stream)


async def _try_load(understood: Understanding, source: Source, request: SourceRequest, stream: TextIO) -> bool:
    count = understood.check().rows["film"]
    rejects = RejectLog()
    loaded = 0
    unusable: list[str] = []
    async with aclosing(read_films(understood.database, understood.queries, rejects)) as films:
        try:
            async for _ in films:
                loaded += 1
        except NothingUsableError as error:
            unusable = error.problems
    stream.writelines(f"{line}\n" for line in rejects.summary())
    if unusable:
        return _fail(stream, unusable)
    limit = films_limit(request, count)
    if rejects.films > limit:
        problem = (
            f"{rejects.films:,} films would be rejected, and at most {limit:,} may be: correct the data, describe it "
            "in a mapping file (--write-mapping begins one), or raise --max-rejects"
        )
        return _fail(stream, [problem])
    if not loaded:
        return _fail(stream, ["there are no films"])
    stream.write(f"a load would serve {loaded:,} films: {_load_command(source, request)}\n")
    return True


def _load_command(source: Source, request: SourceRequest) -> str:
    """The command that loads what was inspected, with the same options."""
    given = [(option.flag, request.options[option.name]) for option in source.options if option.name in request.options]
    options = "".join(f" {flag} {shlex.quote(str(value))}" for flag, value in given)
    return f"python -m etl load --source {source.name}{options}"


def _fail(stream: TextIO, problems: list[str]) -> bool:
    stream.writelines(f"to be solved: {problem}\n" for problem in problems)
    return False


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise SourceError(f"{path} exists already; name a new file in --write-mapping") from error
    except OSError as error:
        raise SourceError(f"cannot write {path}: {error.strerror}; name another file in --write-mapping") from error
