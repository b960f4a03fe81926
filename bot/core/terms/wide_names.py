"""Names in Chinese and Japanese, which write no capitals and put no spaces between words.

A name is a listed place, body or firm; what stands before a word for a kind of place or firm
("宜宾市", "山形県", "某某集团"); the run before a headline's first verb or comma; a word in Latin
letters. It is told by its first two characters, whatever stands behind them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

WIDE = frozenset({"zh", "ja"})
LEAD = 90  # characters, which say as much as `names.LEAD` letters
_HAN = "\u4e00-\u9fff\u3005"
_KATA = "\u30a1-\u30fa\u30fc"
_KEY = 2
_LATIN = re.compile(r"[A-Za-z][\w.+-]*")
_KATAKANA = re.compile(rf"[{_KATA}]{{3,}}")
_RUN = re.compile(rf"[{_HAN}{_KATA}A-Za-z0-9]{{2,}}")
_PLACE = {
    "zh": re.compile(
        rf"([{_HAN}]{{2,3}}?)(?:省|市|县|縣|区|區|州|镇|鎮|乡|村|岛|集团|公司|银行|大学|队)"
    ),
    "ja": re.compile(
        rf"([{_HAN}{_KATA}]{{2,4}}?)(?:都|道|府|県|市|区|町|村|島|駅|空港|銀行|大学|高校)"
    ),
}
_ACTS = {
    "zh": re.compile(
        rf"^([{_HAN}A-Za-z0-9]{{2,8}}?)(?:发布|發布|宣布|推出|公布|召回|收购|收購|将|與|与|拟|擬|赢得|击败|战胜|上涨"
        "|下跌|净利|淨利|营收|營收|三季度|二季度|一季度|四季度|维持|維持|加息|降息|去世|逝世|获|獲|被|：)"
    ),
    "ja": re.compile(
        rf"^([{_HAN}{_KATA}A-Za-z0-9]{{2,8}}?)(?:、|が|は|の|と|に|を|：|さん|氏|首相|社長|監督|選手)"
    ),
}


@cache
def _listed() -> re.Pattern[str]:
    """Places, bodies and firms by name."""
    told = tomllib.loads((files("bot.core") / "data" / "names.toml").read_text("utf-8"))
    words = " ".join(told["wide"].values()).split()
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


@cache
def _common() -> frozenset[str]:
    told = tomllib.loads((files("bot.core") / "data" / "names.toml").read_text("utf-8"))
    return frozenset(told["wide_no_names"].split())


def wide_key(name: str) -> str:
    """A name's key: "宜宾" of "宜宾市"; a word of Latin letters whole."""
    return name.lower() if name.isascii() else name[:_KEY]


def _found(text: str, language: str) -> Iterator[str]:
    """The keys of a text's names, in order of sort and appearance."""
    made = [match.group() for match in _listed().finditer(text)]
    # A listed place says where; what stands behind it may be a place within it.
    rest = _listed().sub(" ", text)
    made += [match[1] for match in _PLACE[language].finditer(rest)]
    made += [match.group() for match in _LATIN.finditer(text)]
    if language == "ja":
        made += [match.group() for match in _KATAKANA.finditer(text)]
    for name in made:
        if (found := wide_key(name)) not in _common():
            yield found


def wide_names(title: str, text: str, language: str) -> tuple[list[str], list[str], list[str]]:
    """The keys of the names in the headline, of the others in the lead, and of whatever the article
    may be said to mention."""
    headline = list(_found(title, language))
    if acting := _ACTS[language].search(title):
        named = wide_key(acting[1])
        headline += [named] if named not in _common() else []
    lead = list(_found(text[:LEAD], language))
    pairs = [
        run[at : at + _KEY] for run in _RUN.findall(title) for at in range(len(run) - _KEY + 1)
    ]
    return headline, lead, [*headline, *lead, *pairs, *_found(text, language)]
