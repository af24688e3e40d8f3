"""What letters and digits become so that spelling alone does not part words: accents, case, forms of one letter."""

import re
import unicodedata

# Letters and digits by the ASCII that Lucene's ASCIIFoldingFilter gives for them, lower-cased, without the brackets and
# dots of "⑴" and "⒈". tantivy's ascii_fold is the same table, which a test holds this one to.
_FORMS = {
    "0": "⁰₀⓪⓿０",
    "1": "¹₁①⑴⒈⓵❶➀➊１",
    "2": "²₂②⑵⒉⓶❷➁➋２",
    "3": "³₃③⑶⒊⓷❸➂➌３",
    "4": "⁴₄④⑷⒋⓸❹➃➍４",
    "5": "⁵₅⑤⑸⒌⓹❺➄➎５",
    "6": "⁶₆⑥⑹⒍⓺❻➅➏６",
    "7": "⁷₇⑦⑺⒎⓻❼➆➐７",
    "8": "⁸₈⑧⑻⒏⓼❽➇➑８",
    "9": "⁹₉⑨⑼⒐⓽❾➈➒９",
    "a": "ÀÁÂÃÄÅàáâãäåĀāĂăĄąƏǍǎǞǟǠǡǺǻȀȁȂȃȦȧȺɐəɚᴀᶏᶕḀḁẚẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặₐₔⱥⱯＡａ",
    "b": "ƀƁƂƃɃɓʙᴃᵬᶀḂḃḄḅḆḇＢｂ",
    "c": "ÇçĆćĈĉĊċČčƇƈȻȼɕʗᴄḈḉↄꜾꜿＣｃ",
    "d": "ÐðĎďĐđƉƊƋƌȡɖɗᴅᴆᵭᶁᶑḊḋḌḍḎḏḐḑḒḓꝹꝺＤｄ",
    "e": "ÈÉÊËèéêëĒēĔĕĖėĘęĚěƎƐǝȄȅȆȇȨȩɆɇɘɛɜɝɞʚᴇᴈᶒᶓᶔḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệₑⱸⱻＥｅ",
    "f": "ƑƒᵮᶂḞḟẛꜰꝻꝼꟻＦｆ",
    "g": "ĜĝĞğĠġĢģƓǤǥǦǧǴǵɠɡɢʛᵷᵹᶃḠḡꝽꝾꝿＧｇ",
    "h": "ĤĥĦħȞȟɥɦʜʮʯḢḣḤḥḦḧḨḩḪḫẖⱧⱨⱵⱶＨｈ",
    "i": "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıƖƗǏǐȈȉȊȋɨɪᴉᵢᵻᵼᶖḬḭḮḯỈỉỊịⁱꟾＩｉ",
    "j": "ĴĵǰȷɈɉɟʄʝᴊⱼＪｊ",
    "k": "ĶķƘƙǨǩʞᴋᶄḰḱḲḳḴḵⱩⱪꝀꝁꝂꝃꝄꝅＫｋ",
    "l": "ĹĺĻļĽľĿŀŁłƚȴȽɫɬɭʟᴌᶅḶḷḸḹḺḻḼḽⱠⱡⱢꝆꝇꝈꝉꞀꞁＬｌ",
    "m": "ƜɯɰɱᴍᵯᶆḾḿṀṁṂṃⱮꟽꟿＭｍ",
    "n": "ÑñŃńŅņŇňŉŊŋƝƞǸǹȠȵɲɳɴᴎᵰᶇṄṅṆṇṈṉṊṋⁿＮｎ",
    "o": "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƆƟƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱɔɵᴏᴐᴖᴗᶗṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợₒⱺꝊꝋꝌꝍＯｏ",
    "p": "ƤƥᴘᵱᵽᶈṔṕṖṗⱣꝐꝑꝒꝓꝔꝕꟼＰｐ",
    "q": "ĸɊɋʠꝖꝗꝘꝙＱｑ",
    "r": "ŔŕŖŗŘřȐȑȒȓɌɍɼɽɾɿʀʁᴙᴚᵣᵲᵳᶉṘṙṚṛṜṝṞṟⱤꝚꝛꞂꞃＲｒ",
    "s": "ŚśŜŝŞşŠšſȘșȿʂᵴᶊṠṡṢṣṤṥṦṧṨṩẜẝꜱꞄꞅＳｓ",
    "t": "ŢţŤťŦŧƫƬƭƮȚțȶȾʇʈᴛᵵṪṫṬṭṮṯṰṱẗⱦꞆＴｔ",
    "u": "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗɄʉᴜᵤᵾᶙṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰựＵｕ",
    "v": "ƲɅʋʌᴠᵥᶌṼṽṾṿỼⱱⱴꝞꝟꝨＶｖ",
    "w": "ŴŵƿǷʍᴡẀẁẂẃẄẅẆẇẈẉẘⱲⱳＷｗ",
    "x": "ᶍẊẋẌẍₓＸｘ",
    "y": "ÝýÿŶŷŸƳƴȲȳɎɏʎʏẎẏẙỲỳỴỵỶỷỸỹỾỿＹｙ",
    "z": "ŹźŻżŽžƵƶȜȝȤȥɀʐʑᴢᵶᶎẐẑẒẓẔẕⱫⱬꝢꝣＺｚ",
    "10": "⑩⑽⒑⓾❿➉➓",
    "11": "⑪⑾⒒⓫",
    "12": "⑫⑿⒓⓬",
    "13": "⑬⒀⒔⓭",
    "14": "⑭⒁⒕⓮",
    "15": "⑮⒂⒖⓯",
    "16": "⑯⒃⒗⓰",
    "17": "⑰⒄⒘⓱",
    "18": "⑱⒅⒙⓲",
    "19": "⑲⒆⒚⓳",
    "20": "⑳⒇⒛⓴",
    "aa": "Ꜳꜳ",
    "ae": "ÆæǢǣǼǽᴁᴂ",
    "ao": "Ꜵꜵ",
    "au": "Ꜷꜷ",
    "av": "ꜸꜹꜺꜻ",
    "ay": "Ꜽꜽ",
    "db": "ȸ",
    "dz": "ǄǅǆǱǲǳʣʥ",
    "ff": "ﬀ",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "hv": "ƕǶ",
    "ij": "Ĳĳ",
    "lj": "Ǉǈǉ",
    "ll": "Ỻỻ",
    "ls": "ʪ",
    "lz": "ʫ",
    "nj": "Ǌǋǌ",
    "oe": "Œœɶᴔ",
    "oo": "Ꝏꝏ",
    "ou": "Ȣȣᴕ",
    "qp": "ȹ",
    "ss": "ßẞ",
    "st": "ﬆ",
    "tc": "ʨ",
    "th": "ÞþᵺꝦꝧ",
    "ts": "ʦ",
    "tz": "Ꜩꜩ",
    "ue": "ᵫ",
    "vy": "Ꝡꝡ",
    "ffi": "ﬃ",
    "ffl": "ﬄ",
}
# "8½" is typed "8 1/2".
FRACTIONS = {sign: unicodedata.normalize("NFKD", sign).replace("⁄", "/") for sign in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
# "⑴" and "⒈", whose ASCII has brackets or a dot: as digits alone.
BRACKETED_DIGITS = {chr(first + number): str(number + 1) for first in (ord("⑴"), ord("⒈")) for number in range(20)}
# "Ёлки" is typed "елки".
SAME_LETTERS = {"ё": "е", "Ё": "Е"}
# What nobody sees, and few type: soft hyphens, joiners, marks of direction, and what makes a sign an emoji ("❤️") or a
# digit a key ("1️⃣").
INVISIBLE = tuple(
    map(
        chr,
        (
            0xAD, 0x34F, 0x61C, *range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
            *range(0x2066, 0x2070), 0x20E3, *range(0xFE00, 0xFE10), 0xFEFF,
        ),
    )
)  # fmt: skip
# "Fast & Furious" is typed "fast and furious".
AND_SIGNS = ("&", "+")
# A letter by its category, and typed as an apostrophe like any other.
LETTER_APOSTROPHE = "ʼ"
# The letters of Han, Hiragana and Katakana, each of which counts as a word: no spaces part words there.
_IDEOGRAPHIC = re.compile(
    "[\u3005\u3007-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufad9"
    "\uff66-\uff6f\uff71-\uff9d\U00016fe3\U00016ff0\U00016ff1\U0001aff0-\U0001b167\U00020000-\U0003134a]"
)


class _Letters(dict[int, str]):
    """Each code point as it stands in words: for `str.translate`. Filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _form(chr(code))
        return form


def _form(character: str) -> str:
    if character in AND_SIGNS:
        return " and "
    if character in INVISIBLE:
        return ""
    if character in FRACTIONS:
        return f" {FRACTIONS[character].replace('/', ' ')} "
    if unicodedata.category(character)[0] not in "LMN" or character == LETTER_APOSTROPHE:
        return " "
    if _IDEOGRAPHIC.fullmatch(character):
        return f" {character} "
    lowered = _ASCII.get(character) or SAME_LETTERS.get(character, character).lower()
    return _ASCII.get(lowered, lowered)


_ASCII = {letter: ascii_form for ascii_form, letters in _FORMS.items() for letter in letters}
_LETTERS = _Letters()


def fold(text: str) -> str:
    """The words of a text in their folded form, parted by spaces: "Amélie & Łódź" is "amelie and lodz"."""
    if text.isascii():
        return text.lower() if text.replace(" ", "").isalnum() else text.translate(_LETTERS)
    while True:
        folded = unicodedata.normalize("NFC", text).translate(_LETTERS)
        if unicodedata.is_normalized("NFC", folded):
            return folded
        # A letter that lost its stroke takes the mark after it: "ł" and an acute are now "ĺ", which is folded in turn.
        text = folded
