"""Does a sentence end at this mark? The decision that `summarizers.text.sentences` asks for.

The rules are general; what differs between languages stands in `summarizers.text.abbreviations`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizers.text.abbreviations import Rules
from summarizers.text.initials import acronym_ends, initial_ends, is_indic_initial, is_reference
from summarizers.text.tokens import APOSTROPHE_WORD

OPENERS = "\"'“”‘’„‚«»‹›([{¿¡「『（《〈【"
# Opening marks (and a Dutch 's before a capital), and the word behind them.
_MARKS = rf"(?:[{re.escape(OPENERS)}–—−*_-]\s?)*"
_NEXT = re.compile(rf"\s*({_MARKS}(?:(?<=['’])[stnk]\s(?=[A-Z]))?)(\S{{0,40}})")
_BARE = re.compile(APOSTROPHE_WORD)
_SPACED_LETTER = re.compile(r"[^\W\d_]\.")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[\-‑]?)+[^\W\d_]{1,2}")
_ORDINAL = re.compile(r"(?:\d{1,2}\.[/–-])?\d{1,3}|[IVXLC]{2,6}")
_FIGURE = re.compile(r"[#№§$€£¥]?\s?(?:\d|[IVXLC]+\b)")
_LIST_MARK = re.compile(r"[\W_]*(?:\d{1,3}|[^\W\d_]|[ivxlIVXL]{1,5})")
_CAMEL = re.compile(r"[^\W\d_]+?[A-Z]")
_GLUED = re.compile(rf"[{re.escape(OPENERS)}]?[^\W\d_]+(?:['’][^\W\d_]+)?(?:[\s,;:]|\.(?=\s\S)|$)")
_IDEOGRAPHIC_GOES_ON = re.compile("[\u3041-\u309f、，,]")

# Greek words end in a vowel, ν or ς: Αντ., Ευάγγ. and Γρ. are names cut short.
_GREEK_CUT = re.compile("[Α-Ω][ά-ώ]{0,4}[βγδζθκλμπρτφχ]|Ευ")
_GREEK_WHOLE = re.compile("[ά-ώ]{4,}[αεηιουωάέήίόύώνς]")
# A signature behind a quote: "…" - Ann Lee
_SIGNATURE = re.compile(r"\s*[-–—]\s?[^\W\d_][\w.'’]*+(?:\s[^\W\d_][\w.'’]*+){0,3}\s?$")
MAX_LABEL_CHARS = 30
_LONGEST_LABEL = 3
"""Letters of an initial, a chapter's number or a year's sign; a longer word is none."""

_SAID = frozenset(
    """said says asked asks added adds told wrote writes replied replies shouted answered cried
    tweeted posted wondered explained continued insisted exclaimed
    قال وقال قالت وقالت أضاف وأضاف أضافت وأضافت يقول ويقول تقول وتقول صرح وصرح أكد وأكد أكدت وأكدت
    تابع وتابع أوضح وأوضح ذكر وذكر كتب وكتب سأل وسأل""".split()
)
# Names that carry an exclamation or question mark of their own.
_SHOUTING_NAMES = frozenset("yahoo jeopardy panic wham yum joomla kahoot".split())
# Behind a quoted question they open a sentence, even where someone then says something.
_STARTERS = frozenset("No Nobody None But And Then So Instead It That This".split())
_WORDS_TOO = frozenset("in ill sat sun wash miss ore wed".split())  # "fell ill. Jones"; not Ill.
_FRONTED = frozenset("at by around about before after until since from".split())
_YEARS = frozenset("r rr г гг р рр".split())
_YEAR = re.compile(r"\d{4}")
_DATE_FRONTS = frozenset(
    "w we do od po na z ze przed za в во до от с со к по за на из у із від після перед при".split()
)
_TIME_WORDS = frozenset(
    """EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST IST JST AEST EASTERN PACIFIC
    CENTRAL MOUNTAIN LOCAL MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY JAN FEB MARCH
    APRIL MAY JUNE JULY AUG AUGUST SEPT SEPTEMBER OCT OCTOBER NOV NOVEMBER DEC DECEMBER JANUARY
    FEBRUARY""".split()
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: `line[stop:close]` are its full stops, `line[close:end]` what closes behind.

    `start` is where the sentence that it may end began.
    """

    line: str
    start: int
    stop: int
    close: int
    end: int

    @property
    def stops(self) -> str:
        """The full stops, question and exclamation marks themselves."""
        return self.line[self.stop : self.close]

    @property
    def so_far(self) -> str:
        """The sentence up to the mark if it is as short as a list mark or a time, else ""."""
        return self.line[self.start : self.stop] if self.stop - self.start < MAX_LABEL_CHARS else ""

    @property
    def words(self) -> list[str]:
        """The last words before the mark, the one that it is attached to as the very last."""
        head = self.line[max(self.start, self.stop - 40) : self.stop]
        return head.split() if head and not head[-1].isspace() else []

    @property
    def word(self) -> str:
        """The word that the mark is attached to, stripped of opening marks and of "(CNN)"."""
        words = self.words
        word = words[-1].lstrip(OPENERS + "–—-/") if words else ""
        return word if ")" not in word else word.rpartition(")")[2] or word


def ends_sentence(mark: Mark, rules: Rules) -> bool:
    """Whether the sentence ends at this mark, with more text behind it on the same line."""
    following = _NEXT.match(mark.line, mark.end)
    opening, word = (following[1], following[2]) if following else ("", "")
    if not word:
        return True
    if _continues(word):
        return _opens_with_dots(mark, word) or _ends_greek(mark, word, rules)
    if opening[:1] in ("-", "–", "—") and _is_signed(mark):
        return False
    if "?" in mark.stops or "!" in mark.stops:
        return _loud_ends(mark, opening)
    if len(mark.stops) > 1 or mark.stops == "…":
        return _dots_end(mark)
    if mark.stops == ":" and rules.language == "ar":
        return _is_label(mark)
    if opening[:1] in ("–", "—") and _is_shortened(mark, rules):
        return False
    return mark.stops != "." or _full_stop_ends(mark, word, rules)


def glued_ends(mark: Mark, rules: Rules) -> bool:
    """Whether a sentence ends here though the space is missing: "over.The next one …"."""
    before = mark.word
    following = _GLUED.match(mark.line, mark.end)
    if following is None or len(before) < 3 or before.lower() in rules.title:
        return False
    if following[0].endswith("."):  # Tuesday.Mr. Smith
        return before.isalpha() and following[0].lower().strip(OPENERS + ".") in rules.title
    ends = acronym_ends(before, mark.line[mark.end :], _is_opener(following[0].rstrip(), rules))
    if ends is not None:
        return ends
    if before.isalpha() and not before.islower():  # Jane.Doe is a name, Jane.The is not
        return _is_opener(following[0].lstrip(OPENERS), rules)
    return before.isalpha() or before.replace(",", "").isdigit()


def ideographic_ends(mark: Mark) -> bool:
    """After a full stop of Chinese or Japanese: not where what it closes is but quoted.

    「…。」と述べた goes on, and so does “…！”他说 when the sentence began with the quote.
    """
    if mark.close == mark.end or mark.end >= len(mark.line):
        return True
    if mark.line[mark.end - 1] in "》〉" or _IDEOGRAPHIC_GOES_ON.match(mark.line, mark.end):
        return False
    return mark.line[mark.start] not in "“「『" or mark.line[mark.end] in OPENERS


def _continues(word: str) -> bool:
    """Whether this cannot begin a sentence: a small letter, or a comma and its like."""
    if word[0].islower():
        return not _CAMEL.match(word)  # an iPhone may begin one
    return word[0] in ",;:.…?!)]}/%&=+"


def _ends_greek(mark: Mark, word: str, rules: Rules) -> bool:
    """Greek abbreviations end otherwise than words do, so a small letter may begin a sentence."""
    whole = rules.language == "el" and mark.stops == "." and word[0].islower()
    return whole and bool(_GREEK_WHOLE.fullmatch(mark.word))


def _is_signed(mark: Mark) -> bool:
    """Whether all that follows a closed quote is a dash and a name."""
    closed = mark.line[mark.end - 1] in OPENERS
    return closed and len(mark.line) - mark.end < 60 and bool(_SIGNATURE.match(mark.line, mark.end))


def _is_shortened(mark: Mark, rules: Rules) -> bool:
    """Whether the word before the mark is a known abbreviation: "3 янв. — Новости"."""
    word = mark.word.lower()
    return word in rules.number or word in rules.title or word in rules.inside


def _is_label(mark: Mark) -> bool:
    """Arabic prints a heading before its text with a colon: a few words, of which none is said."""
    words = mark.so_far.split()
    at_once = not mark.line[: mark.start].strip()
    return at_once and 0 < len(words) < 4 and _SAID.isdisjoint(words)


def _opens_with_dots(mark: Mark, word: str) -> bool:
    """ "It was over. ...and then it began": dots that open the next sentence."""
    dots = len(word) - len(word.lstrip(".…"))
    return mark.stops == "." and 0 < dots < len(word) and (dots > 1 or word[0] == "…")


def _loud_ends(mark: Mark, opening: str) -> bool:
    """After ! and ?: not inside a name that has one, nor before "Smith asked"."""
    if mark.close == mark.end:
        return mark.word.lower() not in _SHOUTING_NAMES
    if opening.strip():
        return True
    first, *tail = mark.line[mark.end : mark.end + 60].split()[:4]
    return first in _STARTERS or not any(part.strip(",.").lower() in _SAID for part in tail)


def _dots_end(mark: Mark) -> bool:
    """An ellipsis before a capital: no end where it opens a quote; ". . ." leaves words out."""
    before = mark.line[mark.stop - 1 : mark.stop]
    if mark.stop == mark.start or before in OPENERS:
        return False
    if mark.stops.split() == [".", ".", "."]:
        return False
    following = _BARE.match(mark.line, mark.end + 1)  # "I... I don't know"
    return following is None or following[0] != mark.word or len(mark.word) > 3


def _full_stop_ends(mark: Mark, word: str, rules: Rules) -> bool:
    closing = mark.line[mark.close : mark.end].strip()
    before = mark.word
    if not before or (closing and closing[0] not in ")]}"):
        return True
    so_far = mark.so_far.strip()
    if so_far and _LIST_MARK.fullmatch(so_far):
        return False
    return is_whole(before, rules) or _word_ends(mark, before, word, rules)


def is_whole(word: str, rules: Rules) -> bool:
    """Whether a word before a full stop is one of those, by far the most, that nothing shortens."""
    small = len(word) > _LONGEST_LABEL and word.isalpha() and word.islower()
    return small and word not in rules.shortened and not word.endswith("str")


def _word_ends(mark: Mark, before: str, word: str, rules: Rules) -> bool:
    """The decision by the word before the full stop and the word behind it."""
    lowered = _key(mark, before.lower(), rules)
    opener = _is_opener(word, rules)
    shouted = before.isupper() and len(before) > 1 and "." not in before
    if _closes_with_year(mark, lowered):
        return True
    if lowered in rules.inside and not shouted:
        return False
    if lowered in rules.title and not (lowered in rules.last and opener):
        return False
    if lowered in rules.number and _FIGURE.match(word):
        return False
    if lowered in rules.ends or _is_plain_word(mark, before, rules):
        return True
    if rules.ordinals and _ORDINAL.fullmatch(before):
        return opener or is_reference(mark.line[mark.start : mark.stop], rules)
    if is_indic_initial(before):
        return False
    if len(before) == 1 and before.isalpha():
        earlier = mark.line[max(mark.start, mark.stop - 24) : mark.stop - 1].split()
        return initial_ends(before, earlier[-1:], word, opener, rules)
    if lowered in ("a.m", "p.m") and rules.language == "en":
        return _clock_ends(mark, word)
    if rules.language == "el" and _GREEK_CUT.fullmatch(before):
        return opener
    return opener or not (_DOTTED.fullmatch(before) or lowered in rules.last)


def _is_plain_word(mark: Mark, before: str, rules: Rules) -> bool:
    """Whether it is an English word that is cut short in capitals, or behind a figure, alone."""
    plain = rules.language == "en" and before in _WORDS_TOO
    return plain and not any(word[-1:].isdigit() for word in mark.words[-2:-1])


def _closes_with_year(mark: Mark, word: str) -> bool:
    """Whether "2005 r." or "2005 г." stands so late that it is no introduction of the sentence."""
    if word not in _YEARS or not _YEAR.fullmatch(mark.words[-2] if len(mark.words) > 1 else ""):
        return False
    so_far = mark.line[mark.start : mark.stop][:400].lower().split()
    fronted = _DATE_FRONTS.intersection(so_far[:1] if len(so_far) > 7 else so_far[:3])
    return len(so_far) > 4 and not fronted


def _is_opener(word: str, rules: Rules) -> bool:
    """Whether this is a word that, with its capital, surely begins a sentence."""
    bare = _BARE.match(word)
    if bare is None or not word[0].isupper() or word == "No." or word[1:2] == ".":
        return False
    lowered = bare[0].lower().replace("’", "'")
    return lowered in rules.openers or lowered.partition("'")[0] + "'" in rules.openers


def _key(mark: Mark, word: str, rules: Rules) -> str:
    """The word as the lists have it: "l'ing" and "dipl.-ing" are "ing", "т. д" is "т.д"."""
    word = word.rpartition(".-")[2]
    if rules.language in ("fr", "it"):
        return word.replace("’", "'").rpartition("'")[2]
    if rules.language == "de" and word.endswith("str"):
        return "str"
    earlier = mark.words[-2:-1]
    if len(word) <= 2 and earlier and _SPACED_LETTER.fullmatch(earlier[0]):
        joined = earlier[0].lower() + word
        if joined in rules.inside or joined in rules.ends or joined in rules.last:
            return joined
    return word


def _clock_ends(mark: Mark, word: str) -> bool:
    """ "At 5 a.m. Mr. Smith went" goes on: the sentence so far is but a time."""
    so_far = mark.so_far.lower().split()
    if 0 < len(so_far) <= 3 and so_far[0] in _FRONTED:
        return False
    return word[0].isupper() and word.strip(".,()").upper() not in _TIME_WORDS
