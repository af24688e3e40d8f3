"""All sources of films: the command line loops over this, and a new source is a module and its line here."""

from collections.abc import Mapping
from typing import Final

from etl.sources import generator, postgres, sample, sqlite
from etl.sources.source import Source

SOURCES: Final[Mapping[str, Source]] = {
    source.name: source for source in (sample.SOURCE, generator.SOURCE, postgres.SOURCE, sqlite.SOURCE)
}

# The source of a user who names none but has POSTGRES_URL set.
OWN_DATABASE = postgres.SOURCE.name
