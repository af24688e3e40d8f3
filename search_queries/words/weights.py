"""What each way of matching is worth: the only numbers of the search by words.

A word of a title that matches as it stands scores its BM25 times `TITLE`, which is about 10 for a word that one film in
a thousand has. Bonuses are for each word of the query, so that they stay above what the words themselves make
of shorter and longer fields, however many words there are.
"""

# --- one word, by where it stands: a word counts where it is worth most, and hardly elsewhere (TIE) -------------------
# What a document is called is asked for most often.
TITLE = 3.0
# In other titles the words are more, so that each says less; a little less than the title besides, which is shown.
OTHER_TITLE = 2.6
# Just below titles: with 0.4 less, "word + actor" loses, with more, films about Smiths come before Will Smith's.
PEOPLE = 2.4
# Descriptions let a document be found and hardly decide its place: at 0.4 of a people's word, one in twenty searches
# by word + actor had another film first.
TEXT = 0.1
# "starwars": below the word itself, since "her" and "o" are not "hero".
JOINED = 2.0
# A year says which of several; about what a rare word of a title scores.
YEAR = 12.0
TIE = 0.1

# --- all words: bonuses for each word of the query, in their order ----------------------------------------------------
# The whole title settles what is first; it is above the sum of all others.
WHOLE_TITLE = 60.0
TITLE_START = 6.0
# "catching fire" is The Hunger Games: Catching Fire before Catch a Fire, which is shorter and has forms of the words.
PHRASE = 8.0
ONE_TITLE = 3.0
# "seven brad pitt" is Se7en, which is called so, before Seven Years in Tibet.
TITLE_AMONG_WORDS = 12.0
# "james bond" is in a film about him before one by a James and a Bond.
TEXT_PHRASE = 12.0
# Of Mr. Dynamite and Mister Dynamite that one comes first which is written as it was typed; above what the words score
# more in a shown title than in another one: "семь" is Se7en, which is called so in Russian, before Seven.
AS_WRITTEN = 30.0
# "Will Smith" is a person before it is a Will and a Smith.
PEOPLE_PHRASE = 4.0

# --- the closest: constants, so that both engines agree on them -------------------------------------------------------
# Each word that is found in any way, so that more words come before a better one.
NEARLY = 20.0
# A word with an error is worth about a third of a rare word that is right, and with two errors half of that.
ERROR_IN_TITLE = 5.0
ERROR_IN_PEOPLE = 4.0
# A word as it sounds is about as sure as one with an error in its letters, and two words of one name are surer:
# "Крис Пайн" is Chris Pine before a film with Chris Penn and Candela Peña. Below a near title, unless it is weighed.
SOUND = 4.5
SOUND_OF_NAME = 15.0
# A whole title as it sounds: "Джокер" is Joker before others with the word, but "птцы" is Птицы before Patsy.
SOUND_OF_TITLE = 20.0
# Half a word may go on in many ways.
START_IN_TITLE = 6.0
START_IN_PEOPLE = 4.0
# A name of which the first word is the start: not counted as a word, but before what has the other words alone.
# "chris nolan" is Christopher Nolan before other Nolans.
SHORTENED = 14.0
# With an error besides it may be more words still; below all others, so that it only adds what nothing else finds.
ERROR_IN_START = 2.0
# The whole title with an error is better than some of its words without: this is what settles most errors.
NEAR_TITLE = 60.0
# And a title in which the numbers and abbreviations are written as they were typed; errors may be in them.
NEAR_AS_WRITTEN = 1.0
# Besides, for one error where two are forgiven, as a share of that; about what the renown of a film is worth.
FEWER_ERRORS = 0.3
# What was typed without an error is surer: "the godfather pa" is the start of The Godfather Part II, not The Godfather.
STARTED_TITLE = 60.0
# Above the start of a longer title: "star w" is Star Wars before Star Wars: The Clone Wars.
UNFINISHED_TITLE = 60.0
# What was typed in Latin letters of another alphabet, or on another keyboard layout, is less sure than what was typed.
IN_LATIN_LETTERS = 0.9
ON_OTHER_LAYOUT = 0.9

# --- suggestions ------------------------------------------------------------------------------------------------------
# Titles that start so come before all others.
SUGGEST_START = 40.0
SUGGEST_WHOLE = 10.0
SUGGEST_START_ERROR = 12.0
SUGGEST_ON_OTHER_LAYOUT = 12.0
# "deniro" may be De Niro as well as the start of Denis O'Hare with an error in it: the better known comes first.
SUGGEST_JOINED = 12.0
SUGGEST_WHOLE_WORD = 4.0
SUGGEST_WORD_START = 3.0
SUGGEST_ERROR = 1.0
SUGGEST_START_OF_WORD_ERROR = 0.5
# How names sound is surer than an error in them.
SUGGEST_SOUND = 1.5
SUGGEST_SOUND_OF_NAME = 3.0
# A title that is shown, before others of the same film.
SUGGEST_SHOWN = 1.0
