"""The index documents: the only place that says which fields an index has and how their text is analysed.

ETL fills these documents, the API reads them, and searches refer to their fields.
"""

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
    analyzer,
    char_filter,
    normalizer,
    token_filter,
    tokenizer,
)

# A letter of an ideographic or kana script is a word of its own; elsewhere a run of letters, marks and digits is one.
_IDEOGRAPHIC = r"\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}"

# "Ёлки" is typed "елки". An English ending belongs to its word, since "oceans" is typed for "Ocean's" and "dont" for
# "Don't"; any other apostrophe parts words, so that "avventura" finds "L'Avventura".
_ENDINGS = ("s", "t", "m", "re", "ve", "ll")
_spelling = char_filter(
    "spelling",
    type="mapping",
    mappings=[
        "ё => е",
        "Ё => Е",
        *(
            f"{apostrophe}{ending} => {ending}"
            for apostrophe in ("'", "’", "ʼ")
            for lower in _ENDINGS
            for ending in (lower, lower.upper())
        ),
    ],
)
_words = tokenizer(
    "words",
    type="pattern",
    pattern=rf"[{_IDEOGRAPHIC}]|[\p{{L}}\p{{M}}\p{{N}}&&[^{_IDEOGRAPHIC}]]+",
    group=0,
)
# Accents are folded first: the lower case of "İ" is two characters in some libraries and one in others.
_FOLDING = ("asciifolding", "lowercase")

# Words for searching: stemmed in English and Russian. Each stemmer leaves the other's alphabet unchanged.
stemmed = analyzer(
    "stemmed",
    type="custom",
    char_filter=[_spelling],
    tokenizer=_words,
    filter=[
        *_FOLDING,
        token_filter("english_stems", type="stemmer", language="porter2"),
        token_filter("russian_stems", type="stemmer", language="russian"),
    ],
)
# Words as they are typed: for completion, since half a word has no stem.
typed = analyzer("typed", type="custom", char_filter=[_spelling], tokenizer=_words, filter=[*_FOLDING])
_MOMENT = "strict_date_time_no_millis||strict_date_time"
# The whole value as one term, without case and accents.
folded = normalizer("folded", type="custom", char_filter=[_spelling], filter=[*_FOLDING])


def _name() -> Text:
    """A name: its words, and as `raw` the whole name."""
    return Text(analyzer=stemmed, fields={"raw": Keyword(normalizer=folded)})


def _title() -> Text:
    """A title or a name that has a list of its own: its words, as `raw` the whole text, as `prefix` unstemmed words."""
    return Text(analyzer=stemmed, fields={"raw": Keyword(normalizer=folded), "prefix": Text(analyzer=typed)})


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
    otherwise equal, here and in the other documents.
    """

    id = Keyword()
    id_hash = Long()
    title = _title()
    original_title = _title()
    alternative_titles = _title()
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
    modified = Date(format=_MOMENT)

    class Index:
        name = "movies"

    class Meta:
        dynamic = MetaField("strict")


class GenreDocument(AsyncDocument):
    """A genre that films have, behind the alias `genres`. `modified`: when any film of this genre was last changed."""

    id = Keyword()
    id_hash = Long()
    name = _title()
    description = Text(analyzer=stemmed)
    films_count = Integer()
    modified = Date(format=_MOMENT)

    class Index:
        name = "genres"

    class Meta:
        dynamic = MetaField("strict")


class PersonDocument(AsyncDocument):
    """A person whom films credit, behind the alias `persons`. `modified`: when any of their films was last changed.

    `roles` are the roles that they have in any film. A film counts once, however many roles they have in it.
    """

    id = Keyword()
    id_hash = Long()
    full_name = _title()
    roles = Keyword()
    films_count = Integer()
    modified = Date(format=_MOMENT)

    class Index:
        name = "persons"

    class Meta:
        dynamic = MetaField("strict")


# Every load fills these.
DOCUMENTS: tuple[type[AsyncDocument], ...] = (FilmDocument, GenreDocument, PersonDocument)
