"""Texts and the tokens that each analyzer of the film documents makes of them."""

from typing import NamedTuple


class Analysed(NamedTuple):
    """A text, and its tokens by the analyzers `stemmed` and `typed`; None where the latter are the same."""

    idea: str
    text: str
    stemmed: tuple[str, ...]
    typed: tuple[str, ...] | None = None


ANALYSED = (
    # Stems
    Analysed("English plurals", "Stars and cities", ("star", "and", "citi"), ("stars", "and", "cities")),
    Analysed("English verbs", "running walked dies", ("run", "walk", "die"), ("running", "walked", "dies")),
    Analysed("English endings", "happily national", ("happili", "nation"), ("happily", "national")),
    Analysed("English words of one stem", "connection connected", ("connect", "connect"), ("connection", "connected")),
    Analysed("Russian cases", "звёздные войны", ("звездн", "войн"), ("звездные", "войны")),
    Analysed(
        "Russian cases of a name", "Тарковского Тарковский", ("тарковск", "тарковск"), ("тарковского", "тарковский")
    ),
    Analysed("Russian verbs", "летят журавли", ("лет", "журавл"), ("летят", "журавли")),
    Analysed("Russian short words stay", "Она Мы Оно", ("он", "мы", "он"), ("она", "мы", "оно")),
    Analysed("no stop words", "It and The Us", ("it", "and", "the", "us")),
    Analysed("both languages", "Брат Brothers", ("брат", "brother"), ("брат", "brothers")),
    Analysed("a word of both alphabets", "Xбокс", ("xбокс",)),
    # Case and accents
    Analysed("upper case", "SOLARIS СОЛЯРИС", ("solari", "солярис"), ("solaris", "солярис")),
    Analysed("accents", "Amélie Dvořák Škvorecký", ("ameli", "dvorak", "skvorecki"), ("amelie", "dvorak", "skvorecky")),
    Analysed("a combining accent is a letter of its word", "Ame\u0301lie", ("ame\u0301li",), ("ame\u0301lie",)),
    Analysed(
        "letters that are two in ASCII", "Straße Æon Œuvre", ("strass", "aeon", "oeuvr"), ("strasse", "aeon", "oeuvre")
    ),
    Analysed("strokes", "Stanisław Bjørn", ("stanislaw", "bjorn")),
    Analysed("the dotted capital I", "İstanbul ISTANBUL", ("istanbul", "istanbul")),
    Analysed("the dotless small i", "ışık", ("isik",)),
    Analysed("full-width letters", "ＡＢＣ", ("abc",)),
    Analysed("Vietnamese", "Mùi đu đủ xanh", ("mui", "du", "du", "xanh")),
    Analysed("Greek keeps its accents", "Ζορμπάς", ("ζορμπάς",)),
    Analysed("a final sigma in capitals", "ΟΔΥΣΣΕΥΣ", ("οδυσσευσ",)),
    Analysed("Ukrainian", "Їжак і Ґанок", ("їжак", "і", "ґанок")),
    # ё
    Analysed("ё is е", "Ёлки ёлки елки", ("елк", "елк", "елк"), ("елки", "елки", "елки")),
    Analysed("ё inside of a word", "Зелёный зеленый", ("зелен", "зелен"), ("зеленый", "зеленый")),
    Analysed("й stays", "Чай чаи", ("ча", "ча"), ("чай", "чаи")),
    # Apostrophes
    Analysed("a possessive s", "Ocean's Eleven", ("ocean", "eleven"), ("oceans", "11")),
    Analysed("a typographic one", "Ocean’s Eleven", ("ocean", "eleven"), ("oceans", "11")),
    Analysed("the letter apostrophe", "Oceanʼs Eleven", ("ocean", "eleven"), ("oceans", "11")),
    Analysed("a negation", "Don't DON'T don’t", ("dont", "dont", "dont")),
    Analysed(
        "what is contracted",
        "I'm you're we've they'll",
        ("im", "your", "weve", "theyll"),
        ("im", "youre", "weve", "theyll"),
    ),
    Analysed("a letter before the apostrophe", "L'Avventura d’Artagnan", ("l", "avventura", "d", "artagnan")),
    Analysed("an Irish name", "O'Brien OʼBrien", ("o", "brien", "oʼbrien")),
    Analysed("quotation marks", "'Quoted' “words” «слова»", ("quot", "word", "слов"), ("quoted", "words", "слова")),
    Analysed("many apostrophes", "rock 'n' roll'''s", ("rock", "n", "roll", "s")),
    # Numbers and signs
    Analysed("a year", "1917", ("1917",)),
    Analysed("a fraction", "8½", ("8", "1", "2")),
    Analysed("a decimal number is two words", "3.14", ("3", "14")),
    Analysed("thousands", "20,000 Leagues", ("20", "000", "leagu"), ("20", "000", "leagues")),
    Analysed("letters and digits in one word", "Se7en T2 2001: A", ("se7en", "t2", "2001", "a")),
    Analysed("raised and circled digits", "Alien³ ①", ("alien3", "1")),
    Analysed("Roman numerals of one character", "Rocky Ⅳ", ("rocki", "ⅳ"), ("rocky", "ⅳ")),
    Analysed("Arabic digits", "٣٠٠", ("٣٠٠",)),
    Analysed("snake_case is two words", "snake_case", ("snake", "case")),
    Analysed("hyphens", "Spider-Man WALL·E", ("spider", "man", "wall", "e")),
    Analysed("an ampersand", "Tom & Jerry", ("tom", "and", "jerri"), ("tom", "and", "jerry")),
    Analysed("white space of all kinds", "a\u00a0b\u2003c\u3000d\u200be", ("a", "b", "c", "d", "e")),
    # No words at all
    Analysed("punctuation only", "!!! ... -- ?", ()),
    Analysed("emoji only", "🎬🍿", ()),
    Analysed("emoji joined", "👨‍👩‍👧", ()),
    Analysed("an apostrophe alone", "'", ()),
    Analysed("symbols of letters", "™ € №", ()),
    Analysed("white space only", " \u3000 ", ()),
    # Other scripts
    Analysed("Japanese, a word a character", "七人の侍", ("七", "人", "の", "侍")),
    Analysed("kana", "となりのトトロ", ("と", "な", "り", "の", "ト", "ト", "ロ")),
    Analysed("Japanese beside Latin", "AKIRA アキラ2", ("akira", "ア", "キ", "ラ", "2")),
    Analysed("Chinese beside digits", "2046年", ("2046", "年")),
    Analysed("a Han character beyond the first plane", "𠀋", ("𠀋",)),
    Analysed("Hangul goes by words", "기생충 올드보이", ("기생충", "올드보이")),
    Analysed("Arabic", "وجدة", ("وجدة",)),
    Analysed("Hebrew with points", "שָׁלוֹם", ("שָׁלוֹם",)),
    Analysed("Devanagari", "लगान", ("लगान",)),
    Analysed("Thai goes by runs", "ต้มยำกุ้ง", ("ต้มยำกุ้ง",)),
    Analysed("Georgian small letters", "მონანიება", ("მონანიება",)),
    Analysed("Deseret beyond the first plane", "𐐔𐐇𐐝", ("𐐼𐐯𐑅",)),
    Analysed("an emoji parts words", "love🎬film", ("love", "film")),
)

# A text, and the one term that the normalizer `folded` makes of it.
FOLDED = (
    ("case", "Star WARS", "star wars"),
    ("accents", "Amélie", "amelie"),
    ("ё", "Ёлки", "елки"),
    ("apostrophes before endings", "Ocean’s Eleven", "oceans eleven"),
    ("other apostrophes", "L'Avventura", "l'avventura"),
    ("the dotted capital I", "İstanbul", "istanbul"),
    ("fractions", "8½", "8½"),
    ("Japanese", "七人の侍", "七人の侍"),
    ("punctuation and white space stay", " WALL·E -- 2!  ", " wall·e -- 2!  "),
    ("emoji", "🎬 Film", "🎬 film"),
    ("an ellipsis", "Wait…", "wait…"),
    ("quotation marks become ASCII", "“Film” — «Кино»", '"film" - "кино"'),
    ("no text", "", ""),
    ("full-width letters", "ＡＢＣ！", "abc!"),
    ("a combining accent", "Ame\u0301lie", "ame\u0301lie"),
    ("no stems", "Stars", "stars"),
)
