"""Which sentences cannot stand as a bullet, and which lean on the sentence before them.

The same rules choose bullets and count faults in the measure. Only what a reader stumbles over
counts: furniture of the page, photo credits, questions, open quotes, "he said" alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizers.bullets.captions import is_labelled, is_scene, points_at_picture
from summarizers.document import Sentence
from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.boilerplate import is_furniture
from summarizers.text.tokens import APOSTROPHE_WORD, WORD

_UNSPACED = ("zh", "ja")
MAX_BULLET_CHARS = 280
"""Characters a bullet may have where the article allows it."""

# "he told reporters on Monday", "said the mayor": nothing but who said it, and to whom.
_SAID_ALONE = re.compile(
    r"""
    \W*
    (?: (?: he|she|they|it|we|i|who | (?:the\ |a\ |an\ )? [\w.'’-]+ (?:\ [\w.'’-]+){0,3} )
        \ (?: said|says|told|added|adds|explained|wrote|replied|asked|continued|admitted|claimed )
      | (?: said|says|added ) \ (?:the\ )? [\w.'’-]+ (?:\ [\w.'’-]+){0,3}
    )
    (?: \ (?: to|in|on|at|of ) \ [\w.'’ -]{1,40}
      | \ (?: him|her|them|us|me|reporters|later|on\ \w+ )
    )?
    \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = '"“”„«»'
_QUESTION = re.compile(r"[?？؟]\W*$")
_FOUR_WORDS = re.compile(r"[\W_]*+(?:[^\W_]++[\W_]++){3}[^\W_]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_ASIDE = re.compile(r"[（(【\[][^（）()]*(?:\([^()]*\)[^（）()]*)*[）)】\]][.。]?")
# "displayName: String createdAt: DateTime"
_CODE = re.compile(r"[a-z]{3,20}[A-Z]\w{0,30}[:(=]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NO_APOSTROPHE = re.compile(r"['‘’](?:(?<!\w.)|(?!\w))")
_SINGLE_OPEN = re.compile(
    r"(?:^|(?<=[:,;(] )|(?<=\())'(?=\w)(?!\d0s)|(?<=[^\Ws] )'(?=[A-Z])"
    r"|(?:(?<=\bas )|(?<=\bis )|(?<=\bwas )|(?<=\bsays ))'(?=[A-Z])|(?<!\w)‘(?=\w)"
)
_SINGLE_ANY = re.compile(r"(?<![\w'’])'(?=\w)(?!\d\d|em\b|til\b|n\b)|(?<!\w)‘(?=\w)")
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|added|wrote|tweeted)\b(?:[^'‘’]|(?<=\w)['’](?=\w)){0,60} ['‘][A-Z]"
)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?%)])['’](?!\w)| '(?=[ ,.]|$)")
_SINGLE_SHUT = re.compile(r"[,.!?]['’](?=\s|$)")
_SINGLE_BEGUN = re.compile(r"(?<![\w.,!?%])['‘](?=\S)")
_HOLDERS = re.compile(r"[\"'`()\[\]‘’“”„«»]")
_STRAIGHT_SPACED = re.compile(r"``|''")
# A speech without its speaker, who stands in the sentence before.
_BARE_SPEECH = re.compile(
    r"[\"“][^\"“”]*[\"”]\W?|„[^„“”\"]*[“”\"]\W?|«[^«»]*»\W?|['‘](?:[^'’]|['’](?=\w))*[.!?…]['’]"
)
# "In 2010, she married once more": nobody is named before the pronoun that acts.
_FRONTED = re.compile(
    r"""
    \W*
    (?: In|On|At|After|Before|When|While|As|If|Since|During|For|With|From|By|Last|Although|Though
      | Despite|Following|Under|Until|Because|Like|Unlike|To|Now|Yesterday|Earlier|Recently
      | Eventually | [A-Z]\w+ing | Over|Through|Without|Within|According )\b
    (?P<phrase> [^,"“”]{0,90} ) ,\ (?: he|she|they|his|her|their )\b
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    r" [\"“'‘(]?(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I)\b)[A-Z]"
)
_CUT_OFF = re.compile(r"(?:\.{3}|…|\. \. \.)[\])]?\W?$")
_INNER_CAPITAL = re.compile(r"[A-ZА-ЯЁÀ-ÞΑ-Ω](?<=[a-zа-яёà-ÿα-ώ].)")
_GLUED = re.compile(r"[^\W\d_]{2}(?<=[a-zа-яёà-ÿα-ώ])[A-ZА-ЯЁÀ-ÞΑ-Ω](?=[^\W\d_])")
_FIRST = re.compile(rf"[\W_]*({APOSTROPHE_WORD})")


# "This week the court rules": a day beside the reader's own, which nobody has to be told.
_THIS_WEEK = re.compile(
    r"This (?:week(?:end)?|month|year|morning|afternoon|evening|summer|autumn|fall|winter|spring"
    r"|season|century|decade)\b(?!['’]s)|That [A-Z]|Both [A-Z][\w'’-]+ and [A-Z]"
    # "Instead of the 400 jobs that were promised, 40 came": it names what it stands against.
    r"|Instead of [a-z]+ [^,]{3,90},"
    # "The former deputy mayor Ann Roth", "The former mayor of Halden": not the first of two.
    r"|The former (?:[a-z-]+ ){1,5}[A-Z]"
)


def is_question(text: str) -> bool:
    """Whether the text ends as a question."""
    return bool(_QUESTION.search(text[-6:]))


def is_said_alone(text: str) -> bool:
    """Whether nothing is left but who said it."""
    return len(text) < 90 and bool(_SAID_ALONE.fullmatch(text))


def is_fragment(text: str) -> bool:
    """Whether it is no whole sentence: too short, starting in the middle, mostly not letters.

    Nor is a line of capitals, an aside in brackets, or program code.
    """
    if "{" in text or "}" in text:
        return True
    if text[:1] in "（(【[" and _ASIDE.fullmatch(text):
        return True
    if not text.isascii() and _CJK.search(text):
        return len(text) < 8
    if _CODE.match(text) or text.isupper() or not _FOUR_WORDS.match(text):
        return True
    if _letters(text) * 2 < len(text) - text.count(" "):
        return True
    if not text.lstrip(" \"'“‘`«„(")[:1].islower():
        return False
    first = WORD.search(text)
    return first is not None and first.group().islower()


def _letters(text: str) -> int:
    # One call for plain text, where it is fast; elsewhere a look at each character.
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(str.isalpha, text))


def announces_more(text: str, language: str = "") -> bool:
    """Whether the text announces what stands below it, or was cut off: it ends open."""
    open_end = text[-1:] in ":：" or text.endswith(": .")
    return (open_end and language != "hy") or bool(_CUT_OFF.search(text[-8:]))


def is_menu(text: str) -> bool:
    """Whether the text is a row of links that lost the space between them: "NewsSportCulture"."""
    glued = _GLUED.findall(text) if _INNER_CAPITAL.search(text) else ()
    return len(glued) > 1 and (text[-1].isalpha() or not glued[0].isascii())


def has_open_quote(text: str) -> bool:
    """Whether a quotation mark or bracket has no partner inside the text."""
    if not _HOLDERS.search(text):
        return False
    doubled = len(_STRAIGHT_SPACED.findall(text)) if "``" in text or "''" in text else 0
    if (text.count('"') + doubled) % 2:
        return True
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return True
    if not text.isascii() and (_curly_open(text) or text.count("«") != text.count("»")):
        return True
    return ("'" in text or "‘" in text or "’" in text) and _single_open(text)


def _single_open(text: str) -> bool:
    """A single quote that finds no partner; those that may be apostrophes do not count."""
    if not _NO_APOSTROPHE.search(text):
        return False
    if _SINGLE_SHUT.search(text) and "''" not in text and not _SINGLE_BEGUN.search(text):
        return True
    if not (_SINGLE_OPEN.search(text) or _SINGLE_ANY.search(text)):
        return False
    speaks = (text[0] in "'‘" and text[1:2] != "'") or _SPEECH.search(text)
    opened = len((_SINGLE_ANY if speaks else _SINGLE_OPEN).findall(text))
    return opened > 0 and opened > len(_SINGLE_CLOSE.findall(text))


def _curly_open(text: str) -> bool:
    """Unequal curly quotes; German „…“ and Swedish ”…” pair differently."""
    left, right, low = text.count("“"), text.count("”"), text.count("„")
    if low:
        return low != left + right
    return left != right and not (left == 0 and right % 2 == 0)


def is_inside_quotation(sentences: Sequence[Sentence], place: int) -> bool:
    """Whether the sentence at `place`, without a quotation mark of its own, goes on with speech
    that was opened above it in its paragraph: "I go back to university. I've got a week off."
    """
    if _leaves_open(sentences[place].text) is not None:
        return False
    for before in reversed(sentences[:place]):
        if before.paragraph != sentences[place].paragraph:
            return False
        left = _leaves_open(before.text)
        if left is not None:
            return left
    return False


@remembered(128)  # every sentence of a paragraph looks at those above it
def _leaves_open(text: str) -> bool | None:
    """Whether the last quotation mark of a text opens a quotation; None where it has no mark."""
    marks = _MARKS[:1] if text.isascii() else _MARKS
    last = max(map(text.rfind, marks))
    return _opens(text, last) if last >= 0 else None


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` opens a quotation, which languages do with different ones."""
    mark, before, after = text[at], text[:at], text[at + 1 : at + 2]
    glued = after.strip() != "" and after not in ".,;:!?)"
    if mark == '"':
        return glued and before.count(mark) % 2 == 0
    if mark == "»":
        return glued and "«" not in before
    return mark == "„" or (mark == "“" and "„" not in before) or (mark == "«" and "»" not in before)


def is_refused(text: str, index: int = 0, language: str = "") -> bool:
    """Whether the text must not stand as a bullet, whatever stands above it.

    `index` is the sentence's place in the article, `language` its code; where they are known,
    captions are told by their labels too.
    """
    return (
        is_fragment(text)
        or is_furniture(text)
        or is_question(text)
        or announces_more(text, language)
        or is_menu(text)
        or has_open_quote(text)
        or is_said_alone(text)
        or points_at_picture(text)
        or is_labelled(text, index, language)
        or is_scene(text, index, language)
    )


def is_bare_speech(text: str) -> bool:
    """Whether the text is a quotation and nothing else."""
    return text[0] in "\"“„«'‘" and _BARE_SPEECH.fullmatch(text) is not None


def needs_context(text: str, language: str = "en") -> bool:
    """Whether the text starts with a pronoun or a connective, leaning on what came before.

    So does a speech whose speaker is not named in it.
    """
    first = _FIRST.match(text)
    if not first:
        return False
    if is_bare_speech(text):
        return True
    singles, phrases = _starts(language)
    if language in _UNSPACED:
        return first.group(1).startswith(tuple(singles))
    if language == "en" and ", " in text and _acts_unnamed(text):
        return True
    if first.group(1).isupper() and len(first.group(1)) > 1 and not text.isupper():
        return False  # "IT issues are a part of work": no pronoun
    word = first.group(1).lower().replace("’", "'")
    if language == "en" and _THIS_WEEK.match(text):
        return False
    if word in singles or word.split("'", 1)[0] in singles:
        return True
    following = phrases.get(word, ())
    anywhere = phrases.get("*", ())
    if not following and not anywhere:
        return False
    rest = text[first.end() : first.end() + 40].lower()
    return any(
        rest.startswith(tail) and not rest[len(tail) :][:1].isalnum()
        for tail in (*following, *anywhere)
    )


def _acts_unnamed(text: str) -> bool:
    """Whether a pronoun acts behind an introduction that names nobody, or "there"."""
    fronted = _FRONTED.match(text)
    return text.startswith(("There, ", "Because, ")) or (
        fronted is not None and not _NAMED.search(fronted["phrase"])
    )


@cache
def _starts(language: str) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """(single words, what follows a first word: " addition" after "in"; "*" is any word)."""
    table = load_toml("starts.toml").get(language or "en", {})
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase in table.get("phrases", ()):
        first, _, rest = phrase.partition(" ")
        phrases[first] = (*phrases.get(first, ()), f" {rest}")
    return frozenset(table.get("words", "").split()), phrases
