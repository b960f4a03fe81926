"""Which encoding an undeclared or mislabelled text is in: by the language that it then reads as.

Each table is tried on a sample; the right one gives words of a language that is written with it, in
the letters of that language. A broken byte costs its character, so that it decides nothing.
"""

from __future__ import annotations

import re

from bot.core.text.language import sureness

_SAMPLE_BYTES = 1200
_MOST_BROKEN = 0.1  # of the characters beyond ASCII
_LEAST = 0.5
"""Of sureness, less a fault for each foreign letter; chosen by hand on 24 languages."""

_TABLES: dict[str, str] = {
    "cp1251": "ru uk bg be sr mk",
    "koi8-r": "ru",
    "koi8-u": "uk",
    "iso8859-5": "ru bg sr mk",
    "cp866": "ru",
    "mac-cyrillic": "ru uk",
    "cp1250": "pl cs sk hu hr sl ro sr bs",
    "iso8859-2": "pl cs sk hu hr sl ro sr bs",
    "cp1254": "tr",
    "cp1257": "lt lv et",
    "cp1253": "el",
    "iso8859-7": "el",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp874": "th",
    "cp932": "ja",
    "euc_jp": "ja",
    "gb18030": "zh",
    "big5hkscs": "zh",
    "cp949": "ko",
    "cp1252": "de fr es it pt nl sv no da fi is ca gl eu en",
}
_ALPHABETS: dict[str, str] = {
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "hr": "čćđšž",
    "sr": "čćđšžабвгдђежзијклљмнњопрстћуфхцчџш",
    "bs": "čćđšž",
    "sl": "čšž",
    "ro": "ăâîșțşţ",
    "tr": "çğıöşüâîiİ\u0307",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "äöõüšž",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
}
"""Letters beyond ASCII of the languages whose tables are easily mistaken for each other."""

_TAG = re.compile(rb"<[^<>]{0,500}>")
_HIGH = re.compile(rb"[\x80-\xff]")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x80-\x9f\ue000-\uf8ff]")
_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s'’.,/&;:!?()*·-](?=[^\W\d_])|(?<=[a-zа-я])[A-ZА-Я]")
_COMMON: dict[str, tuple[float, str]] = {
    "zh": (
        0.06,
        "[的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也对對年日月]",
    ),
    "ja": (0.06, "[\u3041-\u3093\u30a1-\u30f6]"),
    "ko": (0.06, "[이가는을를에의다고하지한은로기사]"),
    "el": (0.01, r"\b(?:και|το|του|της|την|τη|τον|οι|να|των|με|για|από|σε|στο|στη|είναι|δεν)\b"),
    "he": (0.01, r"\b(?:של|את|על|הוא|היא|לא|עם|כי|זה|גם|אין|כל|אל|יש)\b"),
    "ar": (0.01, r"\b(?:في|من|على|أن|إلى|عن|ال\w+)\b"),
    "fa": (0.01, r"\b(?:از|به|در|که|این|را|با)\b"),
    "th": (0.01, "ที่|การ|และ|ใน|ของ|ได้|เป็น|ไม่|ว่า|มี|ให้"),
}
"""Characters and words that every text of the language is full of, and their least share of the
characters beyond ASCII: by script alone, noise is of these languages, too."""


def encoding_of(data: bytes) -> str | None:
    """The name of the table that a text of no known encoding is most likely in, else None."""
    sample = _sample(data)
    if not sample:
        return None
    scores = {name: _score(sample, name) for name in _TABLES}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST else None


def _sample(data: bytes) -> bytes:
    """Words from the first letter beyond ASCII on, without markup."""
    text = _TAG.sub(b" ", data[: 50 * _SAMPLE_BYTES])
    first = _HIGH.search(text)
    if not first:
        return b""
    start = text.rfind(b" ", 0, first.start()) + 1
    return b" ".join(text[start : start + _SAMPLE_BYTES].split())


def _score(sample: bytes, name: str) -> float:
    """How sure the text is of a language of this table, less the share of what cannot be in it."""
    text = sample.decode(name, "replace")
    beyond = _BEYOND.findall(text)
    broken = text.rstrip("\ufffd").count("\ufffd")
    if not beyond or broken > max(1, _MOST_BROKEN * len(beyond)):
        return 0.0
    language, sure = sureness(text, _TABLES[name].split())
    least, common = _COMMON.get(language, (0.0, ""))
    if common and len(re.findall(common, text)) < least * len(beyond):
        return 0.0
    letters = [one for one in "".join(beyond).lower() if one.isalpha()]
    own = _ALPHABETS.get(language)
    foreign = sum(one not in own for one in letters) if own else 0
    odd = foreign + len(_CONTROL.findall(text)) + len(_INSIDE.findall(text)) + broken
    return sure - 2 * odd / len(beyond)
