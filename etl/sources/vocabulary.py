"""The words that generated films are made of, in English, Russian and languages with accents; all in Unicode NFC."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Language:
    """The parts of titles and descriptions; any part fits any other of its language.

    A sentence is a hero, a deed and a turn. Title patterns name the word lists; a word that is listed twice is drawn
    twice as often.
    """

    title_patterns: tuple[str, ...]
    qualities: tuple[str, ...]
    things: tuple[str, ...]
    places: tuple[str, ...]
    heroes: tuple[str, ...]
    deeds: tuple[str, ...]
    turns: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


ENGLISH = Language(
    title_patterns=_phrases(
        """{thing}; The {thing}; {quality} {thing}; {quality} {thing}; The {quality} {thing}; {thing} of {place}; The
        {thing} of {place}; The {quality} {thing} of {place}; {quality} {thing} in {place}; Return to {place};
        {place}, {quality}; {quality} {thing} {number}; {place} {year}; Don't Wake the {thing}; The {place} {thing}"""
    ),
    qualities=_words(
        """Last First Silent Golden Broken Hidden Lost Endless Burning Frozen Distant Secret Crooked Wild Quiet Scarlet
        Blue Black White Green Bitter Sweet Hollow Sleepless Forgotten Stolen Restless Perfect Strange Lonely
        Electric Ancient Invisible Savage Gentle Midnight Northern Southern Falling Rising Paper Iron Glass Velvet
        Second Final Little Great Dead Living"""
    ),
    things=_words(
        """River Mirror Garden Winter Summer Road House Stranger Sister Brother Captain Detective Machine Planet Letter
        Night Morning Island Mountain Circus Orchestra Promise Shadow Bridge Train Window Door Harbour Lighthouse
        Game Heart Empire Kingdom Wolf Raven Tiger Whale Sparrow Thief Widow Soldier Painter Teacher Doctor Ghost
        Robot Dream Storm Fire Rain Snow Desert Ocean Signal Voyage Wedding Trial Crown Sword Song Dance Clock Map
        Key Code"""
    ),
    places=_words(
        """London Berlin Tokyo Havana Lisbon Chicago Paris Rome Cairo Vienna Prague Dublin Boston Memphis Alaska Texas
        Nevada Brooklyn Venice Naples Madrid Istanbul Bombay Shanghai Saigon Sydney Oslo Helsinki Reykjavik
        Marrakesh Casablanca Tangier Bangkok Manila Seoul Kyoto Lima Bogota Quito Santiago"""
    ),
    heroes=_phrases(
        """A retired detective; A young violinist; Two estranged sisters; A small-town teacher; The crew of a cargo
        ship; An unlucky gambler; A widowed farmer; A gifted engineer; Three childhood friends; An ageing actress; A
        runaway boy; The last keeper of a lighthouse; A stubborn journalist; A travelling circus; An honest thief; A
        night nurse; A disgraced general; A shy translator; The heir of a railway; A group of students"""
    ),
    deeds=_phrases(
        """inherits a house that nobody dares to enter; follows a stranger across the border; hides a witness from the
        police; builds a machine that answers questions; takes a job on a remote island; discovers a letter meant
        for someone else; plans one final robbery; is mistaken for a spy; wakes up in another decade; loses
        everything in a single evening; must cross the desert before winter; adopts a dog with a secret; joins a
        rebellion by accident; agrees to a marriage of convenience; searches for a vanished brother; wins a lottery
        and tells nobody"""
    ),
    turns=_phrases(
        """and learns who has been lying all along; while the war comes closer every day; until an old enemy returns;
        and finds an unexpected friend; but the past does not stay buried; as the whole town takes sides; and has
        one night to put it right; before the truth destroys the family; and falls in love against all advice; while
        a storm cuts the island off; but the price is higher than expected; and changes the history of the city"""
    ),
)

RUSSIAN = Language(
    title_patterns=_phrases(
        """{thing}; {quality} {thing}; {quality} {thing}; {thing} и {thing}; {quality} {thing} {number}; {thing} из
        {place}; {quality} {thing} из {place}; {thing} для {place}; Ещё один {thing}; {thing} {year}"""
    ),
    qualities=_words(
        """Последний Первый Тихий Золотой Чёрный Белый Зелёный Красный Ночной Зимний Весенний Далёкий Тайный Старый
        Новый Весёлый Грустный Железный Бумажный Вечный Потерянный Забытый Счастливый Одинокий Холодный Тёплый"""
    ),
    things=_words(
        """Дом Город Мост Поезд Остров Вечер Рассвет Снег Дождь Ветер Учитель Доктор Капитан Солдат Художник Актёр
        Сосед Полёт Ковёр Пёс Волк Лёд Костёр Маяк Цирк Экипаж Сон Секрет Экзамен Отпуск Дневник Подъезд Самолёт
        Журавль"""
    ),
    places=_words(
        """Москвы Ленинграда Одессы Тбилиси Киева Риги Минска Ташкента Владивостока Мурманска Сочи Байкала Сибири
        Камчатки Астрахани Казани Самары Томска Орла Ельца Королёва Берёзовки"""
    ),
    heroes=_phrases(
        """Молодой инженер; Старый капитан; Учитель из деревни; Известный актёр; Одинокий лётчик; Бывший следователь;
        Весёлый таксист; Студент консерватории; Сельский врач; Неудачливый вор; Почтальон; Сын лесника"""
    ),
    deeds=_phrases(
        """возвращается в родной город; находит чужой дневник; остаётся на зимовке один; влюбляется в соседку; едет не
        на том поезде; берётся за последнее дело; спорит с начальником и проигрывает; прячет найдёныша; строит
        корабль во дворе; получает письмо с фронта; попадает в чужую свадьбу; уходит в тайгу"""
    ),
    turns=_phrases(
        """и узнаёт правду о своём отце; но всё идёт не так; пока не наступает весна; и находит друга; но прошлое не
        отпускает; а вокруг начинается война; и понимает, что счастье рядом; пока не приходит старый враг"""
    ),
)

# French, Spanish, German, Polish and Nordic words side by side, as a catalogue has them.
ACCENTED = Language(
    title_patterns=_phrases(
        "{thing}; {quality} {thing}; {thing} à {place}; L'{place}; {thing} et {thing}; {quality} {thing} {number}"
    ),
    qualities=_words(
        "Été Última Schöne Première Médiocre Größte Dernière Única Źródło Sång Frühe Año Déjà Où Più Älskade"
    ),
    things=_words(
        """Château Corazón Mädchen Fête Niño Café Señora Élève Forêt Ångest Żona Übermut Cérémonie Canción Träume Rêve
        Pâtissière Îles Mañana Noël Zürcher Święto Smörgås Fiancée Hôtel Naïve Garçon Fußball Jalapeño Piñata Ænigma"""
    ),
    places=_words(
        "Orléans Málaga Köln Łódź Åre Besançon Córdoba Düsseldorf Gdańsk Malmö Nîmes Cádiz Zürich Poznań Århus"
    ),
    heroes=_phrases(
        """Zoé, a pâtissière; Señor Ibáñez; The élève François; A Łódź seamstress; Jürgen the café owner; Doña Inés;
        Björn, a ferryman"""
    ),
    deeds=_phrases(
        """opens a café beside the château; leaves the fiancée at the altar; buys an old hôtel without seeing it;
        teaches naïve tourists to dance; returns to the forêt of childhood; finds a résumé that is not true"""
    ),
    turns=_phrases(
        """and meets a protégé; but the soirée ends in a scandal; while the whole quarter listens; until the fête
        begins; and says adiós too late"""
    ),
)

# The first names are the commonest, as the first people and genres are.
ENGLISH_FIRST_NAMES = _words(
    """James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph
    Jessica Thomas Sarah Charles Karen Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Steven
    Ashley Andrew Emily Donna Paul Michelle Kevin Carol Brian Amanda George Dorothy Edward Melissa Ronald
    Deborah"""
)
ENGLISH_LAST_NAMES = _words(
    """Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee
    Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker
    Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy
    Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard Ward Cox O'Brien Richardson Wood Watson
    Brooks Bennett Gray Hughes Price Myers Long Foster"""
)
RUSSIAN_FIRST_NAMES = _words(
    """Александр Алексей Андрей Артём Борис Василий Виктор Владимир Георгий Дмитрий Евгений Иван Игорь Кирилл
    Леонид Михаил Никита Николай Олег Пётр Роман Семён Сергей Фёдор Юрий Яков"""
)
RUSSIAN_PATRONYMICS = _words(
    """Александрович Алексеевич Андреевич Артёмович Борисович Васильевич Викторович Владимирович Дмитриевич
    Иванович Леонидович Михайлович Николаевич Олегович Петрович Сергеевич Фёдорович Юрьевич"""
)
RUSSIAN_LAST_NAMES = _words(
    """Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев
    Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Соловьёв Зайцев
    Королёв Киселёв Ковалёв"""
)
ACCENTED_FIRST_NAMES = _words(
    """José María Zoë François Amélie Jürgen Björn Łukasz Agnès Sébastien Inés Andrés Chloé Jérôme Sólveig Márta
    Günther Renée Hélène Raúl Måns Siân Søren Štěpán"""
)
ACCENTED_LAST_NAMES = _words(
    """García Müller Hernández Núñez Lefèvre Désiré Åkerlund Østergård Wałęsa Dvořák Çelik Ibáñez Strauß Béla
    Brânză Šimić Kovács Gómez Pérez Łoś Nyström Guðmundsdóttir Côté Bāliņš Mészáros"""
)

GENRES = _words(
    """Drama Comedy Action Thriller Romance Crime Horror Adventure Documentary Mystery Fantasy Animation Family
    Biography History War Music Sport Western Musical Noir Short News Reality"""
) + tuple(
    f"{first} {second}"
    for second in _words("Drama Comedy Thriller Romance Horror Adventure Western Musical")
    for first in _words("Space Courtroom Political Teen Gothic Absurd Historical Urban Nordic Medical Pastoral Martial")
)
