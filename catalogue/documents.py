"""The index documents: the only place that says which fields an index has and how their text is analysed.

ETL fills these documents, the API reads them, and searches refer to their fields. An index is kept in the order of the
list that is asked for without any parameter, so that Elasticsearch need not look at all documents for its first page,
whatever it counts besides (ADR 10).
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from elasticsearch.dsl import (
    AsyncDocument,
    Date,
    Double,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Short,
    Text,
)

from search_queries.facets.named_values import join_name_and_id
from search_queries.words.analysis import folded, stemmed
from search_queries.words.fields import (
    all_title_words,
    name_words,
    title_length,
    title_stems,
    title_words,
    whole_titles,
    word_sounds,
)

_MOMENT = "strict_date_time_no_millis||strict_date_time"


def _name() -> Text:
    """A name: its words, and as `raw` the whole name."""
    return Text(analyzer=stemmed, fields={"raw": Keyword(normalizer=folded)})


def _kept_in_order(*keys: str) -> dict[str, Any]:
    """The settings of an index in the order of these fields, `-` before those that descend; missing values last."""
    return {
        "sort": {
            "field": [key.removeprefix("-") for key in keys],
            "order": ["desc" if key.startswith("-") else "asc" for key in keys],
            "missing": ["_last"] * len(keys),
        }
    }


class Names(InnerDoc):
    """What a document is called, in the words that searches use; made by the ETL."""

    title = title_words()
    whole = whole_titles()
    length = title_length()


class PersonNames(Names):
    """What a person is called, and how that sounds."""

    sounds = word_sounds()


class FilmNames(InnerDoc):
    """What a film is called, and by whom it was made.

    `titles` are all of its titles: errors are looked for in one field in half the time. `sounds` are those of titles
    and people.
    """

    title = title_stems()
    other_titles = title_stems()
    titles = all_title_words()
    whole = whole_titles()
    length = title_length()
    people = name_words()
    sounds = word_sounds()


class NamedGenre(InnerDoc):
    """A genre inside a film."""

    id = Keyword()
    name = _name()


class Credit(InnerDoc):
    """A person inside a film, in one role."""

    id = Keyword()
    full_name = _name()


class FilmDocument(AsyncDocument):
    """A film or a series, behind the alias `movies`.

    The lists of people are in credit order. `imdb_rating` goes from 0 to 10. A film without a rating or a known date
    lacks the field. Objects are flat: no query needs two conditions on one person. `id_hash` orders hits that are
    otherwise equal, here and in the other documents. `renown` goes from 0, unknown, to about 0.3. The facets hold names
    and ids, as `facet_values` joins them.
    """

    id = Keyword()
    id_hash = Long()
    title = _name()
    original_title = _name()
    alternative_titles = _name()
    description = Text(analyzer=stemmed)
    type = Keyword()
    imdb_rating = Double()
    votes = Integer()
    release_date = Date(format="strict_date")
    release_year = Short()
    genres = Object(NamedGenre)
    actors = Object(Credit)
    writers = Object(Credit)
    directors = Object(Credit)
    names = Object(FilmNames)
    renown = Double()
    genre_facet = Keyword()
    director_facet = Keyword()
    modified = Date(format=_MOMENT)

    class Index:
        name = "movies"
        settings = _kept_in_order("-imdb_rating", "-id_hash")

    class Meta:
        dynamic = MetaField("strict")


class GenreDocument(AsyncDocument):
    """A genre that films have, behind the alias `genres`. `modified`: when any film of this genre was last changed."""

    id = Keyword()
    id_hash = Long()
    name = _name()
    description = Text(analyzer=stemmed)
    films_count = Integer()
    names = Object(Names)
    modified = Date(format=_MOMENT)

    class Index:
        name = "genres"
        settings = _kept_in_order("name.raw", "id_hash")

    class Meta:
        dynamic = MetaField("strict")


class PersonDocument(AsyncDocument):
    """A person whom films credit, behind the alias `persons`. `modified`: when any of their films was last changed.

    `roles` are the roles that they have in any film. A film counts once, however many roles they have in it. `renown`
    goes from 0, one film, to 0.3, a thousand.
    """

    id = Keyword()
    id_hash = Long()
    full_name = _name()
    roles = Keyword()
    films_count = Integer()
    names = Object(PersonNames)
    renown = Double()
    modified = Date(format=_MOMENT)

    class Index:
        name = "persons"
        settings = _kept_in_order("-films_count", "-id_hash")

    class Meta:
        dynamic = MetaField("strict")


def index_alias(document: type[AsyncDocument]) -> str:
    """The alias through which the index of the document is read."""
    return str(document._index._name)


def facet_values(names_and_ids: Iterable[tuple[str, UUID]]) -> list[str]:
    """The values of `genre_facet` or `director_facet` of the genres or directors of a film."""
    return [join_name_and_id(name, value_id) for name, value_id in names_and_ids]


# Every load fills these.
DOCUMENTS: tuple[type[AsyncDocument], ...] = (FilmDocument, GenreDocument, PersonDocument)
