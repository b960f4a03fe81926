"""Datelines: the place, the day and the agency that stand in front of an article's first sentence.

>>> split("BERLIN (dpa) - The ferry ran aground on Monday, and nobody was hurt at all.")
('BERLIN (dpa)', 'The ferry ran aground on Monday, and nobody was hurt at all.')
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP|AFP|CNN|dpa|DPA|EFE|ANSA|PAP|KNA|epd|taz|APA|UPI|PTI|ANI|IANS|Reuters|REUTERS|Bloomberg"
    r"|Xinhua|TASS|Kyodo|Anadolu|AA|BBC|NPR|JTA|Europa Press|Business ?Wire|PRNewswire|PR Newswire"
    r"|[\w-]{0,20}pressedienst|ots)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_OPENING = r"(?=[A-ZÀ-Þ\"“'‘„«])"
_CJK_DAY = r"\d{1,2}月\d{1,2}日(?:[早晚上下]?[间間午])?(?:[电電讯訊]|消息|报道|報道)"
_REPORTER = r"(?:\s?[（(][^）)]{1,40}[）)])"
_PATTERNS = (
    # Place, perhaps the country, an agency: "WASHINGTON (AP) - ", "(CNN)"
    rf"(?:[A-ZÀ-ÞА-Я][\w.,'’ \-/]{{1,60}}?)?\((?:[\w ]{{1,20}}/)?{_AGENCY}(?:/[\w ]{{1,20}})?\)"
    r"\s*(?:[.,]?\s*[-–—:]{1,2}|(?=[A-ZÀ-Þ\"“'‘]))\s*",
    # "МОСКВА, 12 янв — РИА Новости. "; "Москва, Январь 06 (Новый Регион, Анна Бель) – "
    r"[А-Я][А-Яа-яё\- ]{2,30}, \d{1,2} [а-я]{3,9}\.?\s*[-–—/.]+\s*"
    r"(?:РИА Новости|ТАСС|Интерфакс|INTERFAX\.RU)\s*[.,/–—-]+\s*",
    r"[А-Я][А-Яа-яё –—-]{2,60}, [А-Я][а-я]{2,8} \d{1,2} \([^()]{3,60}\)\s*[–—-]\s*(?=[А-Я\"«])",
    # A place in capitals, with any source; without one the dash alone must stand out
    rf"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}}(?:, [A-Z][\w .]{{1,24}})?\s\([A-Z][\w .&-]{{1,30}}\)"
    rf"\s*(?:--?|[–—])\s+{_OPENING}",
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’ \-]{2,30}(?:, [A-Z][\w. ]{1,24}){0,2}\s*(?:[–—]|--| - )\s*"
    r"(?=[A-ZÀ-Þ\"“'‘])",
    # A day: "Jan. 11, 2012 -- ", "Fjord Post (Jan. 11, 2012) – ", "27.1.2022 - "
    rf"(?:[A-Z][\w ]{{2,30}}\()?{_MONTH} \d{{1,2}}, \d{{4}}\)?\s*(?:--?|[–—])\s+{_OPENING}",
    rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d\d)\s*[-–—|]\s+{_OPENING}",
    # "Outlet.com - "
    rf"[A-Z][\w-]{{2,20}}\.(?:[Nn]et|[Cc]om|[Rr]u|[Dd]e|[Oo]rg)\s[-–—]\s{_OPENING}",
    # "新华网长春12月9日电（记者张建）", "本报讯（记者王硕）", "[世华财讯]"
    rf"[\u4e00-\u9fff]{{2,14}}(?:\s?北京时间)?{_CJK_DAY}(?:\s?题)?{_REPORTER}?[，,：:／/\s]*",
    rf"[\u4e00-\u9fff]{{2,8}}[讯訊]\s?(?:北京时间)?(?:{_CJK_DAY}|{_REPORTER})[，,：:\s]*",
    rf"[\[【][^\]】\s]{{2,15}}[讯訊电電][\]】]{_REPORTER}?\s*",
)
_DATELINE = re.compile("|".join(_PATTERNS))
_LEAST_REST = {False: 40, True: 15}
_WIDE = re.compile(r"[\u4e00-\u9fff]")


def split(paragraph: str) -> tuple[str, str] | None:
    """The dateline before a paragraph, and the rest of it; None where it begins otherwise."""
    found = _DATELINE.match(paragraph)
    if found is None:
        return None
    rest = paragraph[found.end() :]
    if len(rest) < _LEAST_REST[_WIDE.match(rest) is not None]:
        return None
    return found.group().rstrip(" -–—:：，,／/|").strip(), rest
