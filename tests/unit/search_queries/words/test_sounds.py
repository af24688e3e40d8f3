"""Names that are found by how they sound, whichever letters they are written in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_queries.words.fields import spell_names, spell_title
from search_queries.words.sounds import sounds_asked, sounds_of, sounds_of_name, sounds_of_title
from search_queries.words.split import split

# As Russian cinemas write them.
_SPOKEN = """
Tom Hanks, Том Хэнкс; Leonardo DiCaprio, Леонардо ДиКаприо; Samuel Jackson, Сэмюэл Джексон; Will Smith, Уилл Смит;
Scarlett Johansson, Скарлетт Йоханссон; Anne Hathaway, Энн Хэтэуэй; Keanu Reeves, Киану Ривз; Hugh Grant, Хью Грант;
Michael Caine, Майкл Кейн; Guy Ritchie, Гай Ричи; Arnold Schwarzenegger, Арнольд Шварценеггер;
Kate Winslet, Кейт Уинслет;
Charlize Theron, Шарлиз Терон; Angelina Jolie, Анджелина Джоли; Kevin Spacey, Кевин Спейси; Jude Law, Джуд Лоу;
Ewan McGregor, Юэн Макгрегор; Jake Gyllenhaal, Джейк Джилленхол; Matthew McConaughey, Мэттью Макконахи;
Joaquin Phoenix, Хоакин Феникс; Sean Connery, Шон Коннери; Steve Buscemi, Стив Бушеми; Al Pacino, Аль Пачино;
Keira Knightley, Кира Найтли; Howard Hawks, Говард Хоукс; Juan Antonio, Хуан Антонио; Gérard Depardieu, Жерар Депардье;
Willem Dafoe, Уиллем Дефо; Michelle Pfeiffer, Мишель Пфайффер; Faye Dunaway, Фэй Данауэй; Kirsten Dunst, Кирстен Данст;
Joe Pesci, Джо Пеши; Forest Whitaker, Форест Уитакер; Chiwetel Ejiofor, Чиветел Эджиофор; James McAvoy, Джеймс Макэвой;
Judi Dench, Джуди Денч; Juliette Binoche, Жюльет Бинош; Monica Bellucci, Моника Беллуччи; Sergio Leone, Серджо Леоне;
Mads Mikkelsen, Мадс Миккельсен; Paul Verhoeven, Пол Верховен; Wolfgang Petersen, Вольфганг Петерсен;
Jerry Bruckheimer, Джерри Брукхаймер; Darren Aronofsky, Даррен Аронофски; Ken Watanabe, Кен Ватанабэ;
Kyle MacLachlan, Кайл Маклахлен; François Truffaut, Франсуа Трюффо; Léa Seydoux, Леа Сейду;
Vincent Cassel, Венсан Кассель; Antonín Dvořák, Антонин Дворжак;
Isabelle Huppert, Изабель Юппер; Bertrand Tavernier, Бертран Тавернье; Charlotte Gainsbourg, Шарлотта Генсбур;
Marion Cotillard, Марион Котийяр; Guillaume Canet, Гийом Кане; Michel Serrault, Мишель Серро; Jacques Tati, Жак Тати;
Daniel Auteuil, Даниэль Отёй; Laetitia Casta, Летиция Каста; Ralph Fiennes, Рэйф Файнс; Shah Khan, Шах Кхан;
Krzysztof Kieślowski, Кшиштоф Кесьлёвский; Andrzej Wajda, Анджей Вайда; Paweł Pawlikowski, Павел Павликовский;
Daniel Olbrychski, Даниэль Ольбрыхский; Goran Bregovic, Горан Брегович;
Nuri Bilge Ceylan, Нури Бильге Джейлан; Zhang Yimou, Чжан Имоу; Song Kang-ho, Сон Кан-хо; Tony Leung, Тони Люн;
Kenji Mizoguchi, Кэндзи Мидзогути; Shohei Imamura, Сёхэй Имамура; Max von Sydow, Макс фон Сюдов;
Peter Dinklage, Питер Динклэйдж; Joseph Gordon-Levitt, Джозеф Гордон-Левитт; Daniel Day-Lewis, Дэниел Дэй-Льюис
"""
_NAMES = [tuple(pair.strip().split(", ")) for pair in _SPOKEN.split(";")]
_WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяё0189-' "), max_size=40)


@pytest.mark.parametrize(("name", "russian"), _NAMES)
def test_a_name_sounds_alike_in_both_letters(name: str, russian: str) -> None:
    keys = spell_names([name]).sounds.split()
    asked = sounds_asked(split(russian)).words

    assert [word for word, sounds in zip(split(russian), asked, strict=True) if set(sounds).isdisjoint(keys)] == []


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("hanks", ("anks",)),
        ("хэнкс", ("anks",)),
        ("уотсон", ("vsn",)),
        ("watson", ("vsn",)),
        ("чан", ("jn",)),
        ("chan", ("jn", "kn")),
        # letters that sound alike count once if nothing stands between them
        ("matthew", ("mt", "mtv")),
        ("scorsese", ("skrss",)),
        # the initial of a name is none of its sounds, unless it is a consonant
        ("e", ()),
        ("l", ("l",)),
        ("7", ()),
        ("봉준호", ()),
    ],
)
def test_the_keys_of_a_word(word: str, keys: tuple[str, ...]) -> None:
    assert sounds_of(word) == keys


@pytest.mark.parametrize(
    ("russian", "other"), [("круз", "craig"), ("уилсон", "nelson"), ("мур", "murphy"), ("хэнкс", "hines")]
)
def test_another_name_sounds_otherwise(russian: str, other: str) -> None:
    assert set(sounds_of(russian)).isdisjoint(sounds_of(other))


def test_the_words_of_a_name_have_keys_together() -> None:
    assert sounds_of_name(["chris", "von", "pine"]) == [
        "krs", "vn", "fn", "krs0vn", "krs0fn", "pn", "vn0pn", "fn0pn", "krs0pn",
    ]  # fmt: skip


def test_a_title_has_the_keys_of_all_words_but_its_article() -> None:
    assert sounds_of_title(["the", "rocky", "2"]) == ["rk", "0rk020"]
    assert sounds_of_title(["john", "wick"]) == ["jn", "vk", "jn0vk", "0jn0vk0"]
    assert sounds_of_title(["7th", "seal"]) == ["sl"]
    assert sounds_of_title([]) == []


def test_a_name_in_russian_letters_is_not_found_by_its_sounds() -> None:
    assert spell_names(["Tom Hanks", "Том Хэнкс", "TOM HANKS", "Hanks"]).sounds == "tm anks tm0anks anks"


def test_a_particle_joins_the_next_word() -> None:
    asked = sounds_asked(["леонардо", "ди", "каприо"])

    assert asked.words == [["lnrd"], ["d", "dkpr"], ["kpr", "dkpr"]]
    assert asked.names == [["lnrd0d", "lnrd0dkpr"], ["d0kpr", "d0dkpr", "dkpr0kpr", "dkpr0dkpr"]]
    assert asked.whole == ["0lnrd0d0kpr0"]


def test_words_in_latin_letters_are_asked_for_by_their_likeliest_sounds_unless_russian_ones_are_wanted() -> None:
    words = ["jackie", "чан", "chan"]

    assert sounds_asked(words) == ([[], ["jn"], []], [["jk0jn"], ["jn0jn"]], ["0jk0jn0jn0"])
    assert sounds_asked(words, in_russian=True) == ([[], ["jn"], []], [[], []], [])


def test_all_words_are_asked_for_as_a_title_with_its_numbers() -> None:
    assert sounds_asked(["рокки", "2"]).whole == ["0rk020"]
    assert sounds_asked(["хэнкс"]) == ([["anks"]], [["anks"]], ["0anks0"])
    assert sounds_asked(["the", "matricks"]).whole == ["0mtrks0"]
    assert sounds_asked(["2"]).whole == sounds_asked(["the"]).whole == sounds_asked([]).whole == []


@pytest.mark.parametrize(
    ("title", "by_ear"), [("Ratatouille", "ratatooie"), ("Inception", "incepshun"), ("The Matrix", "the matricks")]
)
def test_a_title_spelled_by_ear_sounds_alike(title: str, by_ear: str) -> None:
    assert set(sounds_asked(split(by_ear)).whole) <= set(spell_title(title).sounds.split())


@given(text=_WORDS)
def test_any_word_has_a_few_short_keys_of_consonants(text: str) -> None:
    for word in split(text):
        keys = sounds_of(word)
        assert len(keys) <= 6
        assert all(re.fullmatch("a?[bdfgjklmnprstv]*", key) and len(key) <= 2 * len(word) for key in keys)
