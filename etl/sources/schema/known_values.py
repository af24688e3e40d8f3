"""The words by which databases say a type, a role, or that there is no value: what we read -> the words for it.

Letter case, underscores and a plural s of types and roles do not matter. A new word is one more in these and nothing
else.
"""

from collections.abc import Mapping
from typing import Final

from catalogue.model import FilmType, Role

# Words for no value, in lower case: those of OMDb, of IMDb's files and of programs that printed it.
NOTHING: Final = ("n/a", r"\n", "null", "none", "nan", "-", "—")

# Flags in place of a type or a role.
TYPE_FLAGS: Final[Mapping[FilmType, tuple[str, ...]]] = {
    "movie": ("is_movie", "is_film", "is_feature_film"),
    "tv_show": ("is_series", "is_serial", "is_tv_show", "is_tv_series", "is_show", "is_tv"),
}
ROLE_FLAGS: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": ("is_actor", "is_cast", "is_star", "acted"),
    "writer": ("is_writer", "is_screenwriter", "is_author", "wrote"),
    "director": ("is_director", "directed"),
}

TYPE_NAMES: Final[Mapping[FilmType, tuple[str, ...]]] = {
    "movie": (
        *("movie", "film", "mov", "mv", "mo", "m", "f", "feature", "feature_film", "tv_movie", "tv_film", "short"),
        *("short_film", "animated_film", "cartoon", "documentary", "tv_short", "tv_special", "video", "мультфильм"),
        *("filme", "pelicula", "película"),
        *("фильм", "фильмы", "кино", "кинофильм", "полнометражный фильм", "короткометражный фильм"),
        *("художественный фильм", "полнометражный", "короткометражный", "художественный", "документальный"),
        *("документальный фильм", "анимационный фильм", "телефильм", "короткометражка", "полный метр"),
        *("короткий метр", "movie_film", "theatrical", "motion_picture", "feature_length", "full_length"),
        *("short_movie", "animated_movie", "documentary_film", "documentary_movie", "spielfilm", "kurzfilm"),
        *("dokumentarfilm", "fernsehfilm", "film d'animation", "court_métrage", "long_métrage", "largometraje"),
        *("cortometraje", "longa_metragem", "curta_metragem", "lungometraggio", "cortometraggio", "docu_movie"),
        *("fi", "fm", "fl", "flm", "mvi", "film_work", "single", "мультфильмы"),
    ),
    "tv_show": (
        *("tv_show", "tvsh", "show", "tv", "tvs", "t", "s", "series", "tv_series", "serial", "tv_serial"),
        *("mini_series", "tv_mini_series", "web_series", "tv_program", "tv_programme", "animated_series"),
        *("limited_series", "série", "séries"),
        *("мультсериал", "сериал", "сериалы", "телесериал", "мини-сериал", "тв", "шоу", "телешоу"),
        *("веб-сериал", "тв-шоу", "тв-сериал", "документальный сериал", "анимационный сериал", "серіал"),
        *("mini", "docuseries", "docu_series", "documentary_series", "sitcom", "serie", "serien", "fernsehserie"),
        *("serie_de_tv", "telenovela", "dizi", "docu_serial", "ts", "tsh", "se", "ser", "sr", "sh"),
        *("телепередача", "тв-передача", "телепрограмма", "тв-программа", "передача", "передачи", "talk_show"),
        *("reality_show", "tv_mini", "program", "programme"),
    ),
}
ROLE_NAMES: Final[Mapping[Role, tuple[str, ...]]] = {
    "actor": (
        *("actor", "actress", "cast", "acting", "performer", "star", "a", "act", "актер", "актеры", "актриса", "lead"),
        *("lead_actor", "lead_actress", "leading", "leading_actor", "leading_role", "supporting", "supporting_actor"),
        *("cameo", "guest", "narrator", "protagonist"),
        *("supporting_actress", "supporting_role", "voice_actor", "voice_actress", "voice_cast", "guest_star"),
        *("co_star", "starring", "main_cast", "cast_member", "в ролях", "в главных ролях", "актор"),
        *("acteur", "actrice", "schauspieler", "schauspielerin", "darsteller", "actriz", "attore", "attrice", "ator"),
        *("atriz", "aktor", "aktorka", "oyuncu", "ac", "акт", "dubbing_actor", "main_actor", "главная роль"),
        *("роль второго плана", "актер озвучки", "актер дубляжа"),
    ),
    "writer": (
        *("writer", "screenwriter", "screenplay", "scriptwriter", "scenarist", "author", "writing", "w", "wr", "scr"),
        *("сценарист", "сценаристы", "сценарий", "автор", "автор сценария", "script", "teleplay", "scenario"),
        *("screenplay_by", "written_by", "scénariste", "drehbuch", "drehbuchautor"),
        *("drehbuchautorin", "guionista", "sceneggiatore", "roteirista", "scenarzysta", "senarist"),
        *("wri", "wrt", "sw", "scw", "wt", "wtr", "сц", "писатель", "playwright"),
    ),
    "director": (
        *("director", "directing", "film_director", "movie_director", "d", "dir"),
        *("режиссер", "режиссеры", "режиссер-постановщик", "режисер", "режисеры", "directed_by"),
        *("réalisateur", "réalisatrice", "regisseur", "regisseurin", "regie", "regista", "diretor"),
        *("diretora", "directora", "realizador", "reżyser", "yönetmen", "di", "dr", "drt", "reg", "реж"),
    ),
}

# Roles that are not kept, in as many letters as codes have: producers, composers, editors, cameramen.
OTHER_ROLE_CODES: Final = (
    *("p", "pr", "prd", "pro", "c", "cm", "cmp", "com", "e", "ed", "edt", "o", "op", "cam", "dp", "dop", "п", "пр"),
)
