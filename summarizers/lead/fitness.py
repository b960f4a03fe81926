"""Whether a sentence may stand as a bullet, and as what text: nothing goes but idle phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizers.bullets import captions, rules
from summarizers.bullets.compression import opening
from summarizers.document import Document, Sentence
from summarizers.lead.reasons import LeadReason
from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.boilerplate import is_filler, is_furniture
from summarizers.text.guarded import Guarded

MAX_CHARS = 400
"""Of a bullet. A lead of two lines more than usual serves a reader better than half of one."""
CACHED = 512
"""Sentences whose signs are kept: each is asked for again with every bullet that is chosen."""
# Where in the picture beside the text somebody is. A member's party stays, and so does where a
# party stands: "Freedom Bloc (right)", "a left-wing list (left)".
_IDLE = re.compile(
    r" \((?:(?:far )?(?:left|right)|cent(?:er|re)|above|below|top|bottom"
    r"|pictured(?: [a-z]{2,12})?)\)"
)
_POLITICS = re.compile(
    r"\b(?:part(?:y|ies)|bloc|alliance|front|league|rally|coalition|union|votes?|voters?|voted|seats?"
    r"|elections?|parliament|polls?|politics|political|candidates?|government|percent|per cent"
    r"|points?|rates?|temperatures?|levels?)\b",
    re.IGNORECASE,
)
# Where a caption that lost its full stop ends and the next sentence begins: "… for Schalke The
# former Barcelona star had", "… his pub, pictured Mr". In the middle of a sentence such a word has
# a capital only in a name, which goes on with capitals.
_GLUED_AT = re.compile(
    r" (?<=[\w)'’”%] )(?=[A-Z])(?=(?:"
    r"(?:The|This|That|These|Those|An?|His|Her|Their|All|Some|Many) (?!(?:on|in|at|to|of|and|or|for"
    r"|by|with|as|is|was|are|were|has|had|that|from|when|after|games?|match(?:es)?|clubs?|sides?"
    r"|teams?|squad|together|titles?|will|who)\b)[a-z]{2,}"
    r"|(?:He|She|They|There|It|But|Meanwhile|However),? (?!and|or|girls?\b)[a-z]{2,}"
    r"|(?:After|Despite|Following|During|When|While|Although|Away from|Apart from)"
    r" (?=[^.,]{3,60}, )"
    r"|The \d[\d,]*(?:-| [a-z])|An [A-Z]|A [A-Z][a-z]+ (?!of|and)[a-z]"
    r"|(?:Millions|Thousands|Hundreds|Dozens) of [a-z]{2,}|More than \d|According to "
    r"|The (?:[A-Z][a-z]+ ){1,3}(?:has|have|had|is|was|were|will|said|announced) )[^.?!]{20})"
)
_BEFORE_A_NAME = frozenset(
    "vitamin hepatitis serie league grade group class type plan team schedule the a of in for to at"
    " on by with from and or as called titled film book song album series show magazine movie pool"
    " backing told said that novel memoir comedy drama documentary episode single musical programme"
    " campaign charity newspaper app".split()
)
# A denial, a source or a condition holds for what stands behind it: no caption goes with one.
_RULES_OVER = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|unless|if|only|because|may|might|according|false"
    r"|\w+n['’]t|den(?:y|ies|ied|ying)|reject\w*|refus\w+|dismiss\w*|withdr[ae]w\w*"
    r"|rul(?:ed?|es|ing) out|claim(?:s|ed|ing)?|alleg\w+|accus(?:es?|ed|ing)|says?|said|tells?|told"
    r"|No|Nobody|None)\b"
)
_SHORTEST_CAPTION = 25
_LONGEST_CAPTIONED = 10 * MAX_CHARS  # of what lost all its full stops, no end is a sentence
# What an agency sets in front of a paragraph, in bold type where type is left. Not "What they're
# saying", "The other side" or "Flashback": those say whose view it is, or that it is long ago.
_SET_OFF = Guarded(
    r"(?:Why it matters|Driving the news|The big picture|(?:The )?[Ss]tate of play|The latest"
    r"|What (?:we['’]re watching|to watch|happened)|What['’]s next"
    r"|What['’]s happening|Between the lines|By the numbers|The backdrop|The intrigue"
    r"|Zoom (?:in|out)"
    r"|Worth noting|Catch up quick|Context|Details|The details|Of note): (?=[A-Z])"
)
# What stands behind it in the text is the caption of the video.
_SCROLL = Guarded(r"\W*(?:scroll down for|watch the) video", re.IGNORECASE)
# "Our ancestors" are everybody's.
_SPEAKS = Guarded(
    r"(?<!\.)\b(?:I|I'm|I've|I’m|I’ve|[Ww]e|[Ww]e're|[Ww]e've|[Mm]y|me|us"
    r"|[Oo]ur(?! (?:\w+ )?(?:ancestors|understanding|planet|solar|galaxy|species|universe|oceans"
    r"|children|world|climate|atmosphere|time|times|age|era|bodies|brains|genes|history)))\b"
)
_SPEAKS_ELSEWHERE = {
    "de": re.compile(r"\b(?:[Ii]ch|[Mm]ich|[Mm]ein(?:e[mnrs]?)?)\b"),
    "fr": re.compile(r"(?:\b[Jj]e |\b[Jj]['’]|\b[Mm](?:oi|on|a|es) )"),
    "es": re.compile(r"\b(?:[Yy]o|[Mm]is?|[Cc]reo|[Nn]uestr[oa]s?)\b"),
    "it": re.compile(r"\b(?:[Ii]o|[Mm]i[oa]|[Mm]iei|[Mm]ie)\b"),
    "pt": re.compile(r"\b(?:[Ee]u|[Mm]eus?|[Mm]inhas?)\b"),
    "ru": re.compile(r"\b(?:[Яя]|[Мм]не|[Мм]ен[яе]|[Мм]о[йяеи])\b"),
}
_SPEAKS_TO = Guarded(r"\b[Yy]ou(?:r|'re|’re|'ll|’ll)?\b")
_ASIDE = re.compile(r"\([^()]{1,80}\)")
_ANY_QUOTED = re.compile(
    r"[\"“„«»][^\"“”„«»]{1,400}[\"”“»«]|(?<!\w)[‘'][^‘’']{3,300}(?:[’'](?=\w)[^‘’']{0,300}){0,4}[’'](?!\w)"
)
_APOSTROPHES_ALONE = re.compile(r"[^\"“”„«»‘'’][^\"“”„«»‘]*$")
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{0,400}[\"”“»]")


@cache
def patterns(kind: str, language: str) -> tuple[Guarded, ...]:
    """The patterns of `lead.toml` of this kind ("teaser", "backstory") for a language."""
    return tuple(
        Guarded(rf"[\W_]{{0,3}}{rule['start']}", re.IGNORECASE)
        for rule in load_toml("lead.toml")[kind]
        if rule["language"] == (language or "en")
    )


def begins(kind: str, text: str, language: str) -> bool:
    """Whether a sentence begins with one of the patterns of this kind."""
    for pattern in patterns(kind, language):  # noqa: SIM110
        if pattern.match(text):
            return True
    return False


@cache
def key_headings() -> frozenset[str]:
    """Headings, in lower case, over a block that says what matters."""
    return frozenset(word for row in load_toml("lead.toml")["headings"] for word in row["words"])


def shown(sentence: Sentence, language: str) -> tuple[str, tuple[str, ...]]:
    """(the sentence as it would stand, the phrases that were left out).

    A dateline, a list mark, an agency's label, a caption that is glued to the sentence and words
    about the picture beside the text may go.
    """
    text = sentence.text[opening(sentence.text, sentence.index, language) :]
    if language == "en":
        label = _SET_OFF.match(text)
        text = text[label.end() if label else _captions(text) :]
    gone = tuple(match.group() for match in _IDLE.finditer(text)) if "(" in text else ()
    gone = () if gone and _POLITICS.search(text) else gone
    return (_IDLE.sub("", text) if gone else text), gone


def _captions(text: str) -> int:
    """How many characters of an English sentence are captions that lost their full stops: what ends
    with one is the article's. "That", a kind of work or "'s" goes on with a name."""
    end = 0
    if len(text) > _LONGEST_CAPTIONED:
        return end
    for found in _GLUED_AT.finditer(text, _SHORTEST_CAPTION):
        word = text[: found.start()].rpartition(" ")[2].lower()
        named = word in _BEFORE_A_NAME or word.endswith(("'s", "’s"))
        named = named or _may_go_on(text, found.start())
        if named or _RULES_OVER.search(text, 0, found.start()):
            continue
        if not rules.has_open_quote(text[found.end() :]):
            end = found.end()
    return end


def _may_go_on(text: str, at: int) -> bool:
    """Whether "A" or "According" behind a name goes on with it: "England A beat France A", "The
    World According to Bex", "How To Dismantle An Atomic Bomb", "more A grades"."""
    *_, above, word = ["", "", *text[:at].split(" ")]
    named, first, _, following = word[:1].isupper(), *text[at + 1 :].partition(" ")
    if first not in ("A", "An", "According"):
        return False
    alone = not above[:1].isupper()  # behind a longer name stands a new sentence
    return word == "more" or (named and (alone or first == "According" or following[:1].isupper()))


def unfit(document: Document, index: int, text: str) -> LeadReason | None:
    """Why the sentence at `index`, shown as `text`, is no bullet whatever stands beside it."""
    sentence, language = document.sentences[index], document.language
    if sentence.heading or rules.is_fragment(text) or rules.is_menu(text):
        return LeadReason.FRAGMENT
    sourced = not index and text[0] == "("  # "(Halden Radio Four) - The ferry": a dateline
    if not sourced and begins("fragment", text, language):
        return LeadReason.FRAGMENT
    if len(text) > MAX_CHARS:
        return LeadReason.TOO_LONG
    return _words_say(text, index, language) or _marks_say(document.sentences, index, text)


def _words_say(text: str, index: int, language: str) -> LeadReason | None:
    if is_furniture(text) or is_filler(text):
        return LeadReason.FURNITURE
    if begins("teaser", text, language):
        return LeadReason.TEASER
    if begins("step", text, language):
        return LeadReason.STEP
    if rules.is_question(text):
        return LeadReason.QUESTION
    if rules.announces_more(text, language):
        return LeadReason.LEADS_ON
    if (
        captions.points_at_picture(text)
        or captions.is_labelled(text, index, language)
        or captions.is_scene(text, index, language)
    ):
        return LeadReason.CAPTION
    said = begins("said", text, language)
    return LeadReason.SAID_ALONE if said or rules.is_said_alone(text) else None


def _marks_say(sentences: Sequence[Sentence], index: int, text: str) -> LeadReason | None:
    if index and _SCROLL.match(sentences[index - 1].text):
        return LeadReason.CAPTION
    opened = text[0] == "[" or _has_open_quote(text, index)
    if opened or rules.is_inside_quotation(sentences, index):
        return LeadReason.QUOTATION
    return None


def _has_open_quote(text: str, index: int) -> bool:
    """Whether a quotation does not end in the sentence. In the first one a mark that may be an
    apostrophe ("the '90s") is no quotation: without it an article has no beginning."""
    if index == 0 and _APOSTROPHES_ALONE.match(text):
        return False
    return rules.has_open_quote(text)


@remembered(CACHED)
def tells_of_before(text: str, language: str) -> bool:
    """Whether a sentence tells what came before the news: "In 2016 …", "… a month later"."""
    return begins("backstory", text, language)


@remembered(CACHED)
def clears_throat(text: str, language: str) -> bool:
    """Whether a sentence says what holds for everybody, as beginnings do that come before news."""
    return begins("throat", text, language)


@remembered(CACHED)
def announces(text: str, language: str) -> bool:
    """Whether a sentence only tells what the text below it will tell: "Here are the top ten"."""
    return any(pattern.match(text) for pattern in patterns("announce", language))


def tells_of_now(text: str, language: str) -> bool:
    """Whether a sentence opens as news behind such a beginning: "Now …", "On Friday …"."""
    return begins("now", text, language)


@remembered(CACHED)
def tells_a_turn(text: str, language: str) -> bool:
    """Whether a sentence tells what comes next, what follows, or how somebody answers."""
    return begins("turn", text, language)


_HAPPENED = re.compile(
    r"\b(?:has|have|had|was|were|been|will|is set to) (?:\w+ly )?[a-z]{3,}(?:ed|en|t)?\b"
)


def tells_what_happened(text: str, language: str = "en") -> bool:
    """Whether an English sentence has a verb of what has happened or will."""
    return language == "en" and bool(_HAPPENED.search(text))


@remembered(CACHED)
def share_quoted(text: str) -> float:
    """The share of a sentence's characters inside quotation marks, from 0 to 1."""
    if text.isascii() and '"' not in text and "'" not in text:
        return 0.0
    inside = sum(len(found.group()) for found in _ANY_QUOTED.finditer(text))
    return inside / len(text) if text else 0.0


@remembered(CACHED)
def speaks_for_its_author(text: str, language: str) -> bool:
    """Whether a sentence says "I" (in English, "we" too) outside quotation marks and asides."""
    pattern = _SPEAKS if language == "en" else _SPEAKS_ELSEWHERE.get(language)
    if pattern is None or not pattern.search(text):
        return False
    return bool(pattern.search(_ASIDE.sub("", _ANY_QUOTED.sub("", _QUOTED.sub("", text)))))


def speaks_to_its_reader(text: str, language: str) -> bool:
    """Whether an English sentence says "you" outside quotation marks."""
    if language != "en" or "ou" not in text or not _SPEAKS_TO.search(text):
        return False
    return bool(_SPEAKS_TO.search(_ANY_QUOTED.sub("", _QUOTED.sub("", text))))
