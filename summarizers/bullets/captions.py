"""What stands under a picture, told from what stands in the article, by its words alone."""

from __future__ import annotations

import re

from summarizers.text.guarded import AnyOf, Guarded

_THINGS = (
    "map|graphic|infographic|chart|diagram|illustration|screen ?grab|screenshot|sketch|montage"
)
_PICTURES = "photo|photograph|picture|image|selfie"
_STARTS = re.compile(
    rf"\W{{0,3}}(?:(?:a|an|the|this) (?:[\w-]+ ){{0,2}}(?:{_THINGS}) (?:showing|shows|of)\b"
    rf"|this (?:[\w-]+ ){{0,2}}(?:{_PICTURES})\b"
    r"|(?:on the (?:left|right)|above|below|pictured)[:,] "
    r"|(?:from )?(?:(?:top|bottom|far) (?:left|right|row)|(?:left|right) to (?:left|right)"
    r"|clockwise,? from [\w ]{3,20})[:,] )",
    re.IGNORECASE,
)
# "Jo Marsh, pictured after the rescue."
_VERBLESS = re.compile(r"[^,.;:]{3,60}, (?:pictured|seen|shown) [^,]*")
_GLUED = AnyOf(
    (
        r", pictured[,.]|\((?:file (?:photo|picture)|left; right)\)",
        # Not "… the November election: Arizona, Ohio": the name belongs to the sentence.
        r" (?=[A-Z][a-z]+ [a-z]+: [A-Z])(?<=[a-z] )(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bthis )"
        r"(?<!\bof )(?<!\bin )(?<!\bfor )(?<!\bits )(?<!\btheir )",
    )
)
# "Mara Holt lost 7 st after a remark about being pregnant Mara had reached size 24": the name
# begins a sentence of its own, behind a word that no clause begins with.
_NAMED_AGAIN = re.compile(
    r"([A-Z][a-z]{2,}) .{20,} (?!(?:after|before|that|and|when|as|but|because|while|if|where|which"
    r"|until|since|for|than|though|although|what|how|why|said|says|whom|believe[ds]?)\b)[a-z]{4,}"
    r" \1 (?:had|has|was|is|were|said|told|will)\b"
)
# "Mara Holt showed off her watch on Thursday Holt compared it with a clock".
_NAMED_AFTER_DAY = Guarded(
    r"\b([A-Z][a-z]{2,}) [^.]{20,200} (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \1 [a-z]{3,}ed\b"
)
_INSIDE = Guarded(rf"\b[Ii]n this (?:[\w-]+ ){{0,2}}(?:{_PICTURES})\b")
# "Relief: A neighbour waves", "Delayed: the flight", "Waving to the crowd: Two men": words without
# a subject in front of a colon, and a sentence after it. A label with an article or a possessive
# ("The result: Prices rose") says something of its own.
_LABEL = Guarded(
    r"(?!(?:The|An?|One|My|Our|Your|His|Her|Its|Their|This|That|These|Those|Then|Now|And|But)\b)"
    r"(?:[A-Z][a-z]+(?:[-'’ ][a-z]+){0,2}|[A-Z][a-z]+ing(?: [a-z]+){0,6}): (?=[A-Z])"
    r"|[A-Z][a-z]*(?:ed|led|ful|ous|less): |[A-Z]{4,}: [A-Z][a-z]"
    r"|(?!(?:What|How|Why|When|Where|In|On|At|For|Of|Under|According|Asked|Note|Update)\b)"
    r"[A-Z][a-z]+(?: (?!(?:said|told|says|tells|added|wrote|asked|warned|explained|reads?|concluded"
    r"|found|is|are|was|were|[a-z]+ed)\b)[a-z'’-]+){2,9}: (?=[A-Z])"
)
_FIRST_LABEL = Guarded(r"[A-Z][a-z]{2,}(?:ed|ful|ous|less): [A-Z]")
# "A gang member waits outside the jail", "Ann Lee celebrates with fans": people in the present, and
# where. News tells of what people did in the past, pictures show them.
_PEOPLE = (
    r"(?:(?:An?|Two|Three|Four|Some|Several|Hundreds of|Thousands of) "
    r"(?:(?!who|that|which|says?|who's)[\w'’,-]+ ){1,6}?"
    r"|(?:[A-Z][\w'’-]+ ){0,2}(?:people|[Rr]esidents|[Pp]rotesters|[Dd]emonstrators|[Ss]oldiers"
    r"|[Ff]irefighters|[Rr]escuers|[Rr]escue workers|[Mm]ourners|[Ss]upporters|[Ff]ans|[Vv]illagers"
    r"|[Pp]layers|[Mm]igrants|[Rr]efugees|[Pp]olice officers|[Mm]embers of [\w ]{3,30}) "
    r"|[A-Z][\w'’-]+ [A-Z][\w'’-]+ (?:of [A-Z][\w'’-]+ )?)"
)
_SHOWN = (
    r"(?:(?:walk|stand|wait|pose|gather|celebrate|wave|smile|applaud|gesture|march|kneel"
    r"|embrace)s?|(?:shakes?|holds?) hands|looks? on|is (?:seen|pictured|shown)"
    r"|are (?:seen|pictured|shown))"
)
_PLACED = (
    r" (?:(?:past|alongside|outside|inside|beside|amid|near|along|across|during|next to|in front"
    r"|together|behind|under|over|through|around|after|as|with|on|in|at|against)\b)"
)
_SCENE = re.compile(_PEOPLE + _SHOWN + _PLACED)
# "Crews bring down the tower, late Sunday, July 4, 2021, in Kolm.": news names the day alone.
_DATED = re.compile(
    r"[^.]{20,200}, (?:(?:early|late|on) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,"
    r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}"
    r"(?:,? (?:in|at|near|outside) [^.]{3,60})?\W*$"
)


def points_at_picture(text: str) -> bool:
    """Whether the text speaks of the picture beside it, which a reader of bullets does not see."""
    if _STARTS.match(text) or _VERBLESS.fullmatch(text) or _GLUED.finds(text):
        return True
    if _recurs(text) and _NAMED_AGAIN.match(text):
        return True
    if _NAMED_AFTER_DAY.search(text):
        return True
    return bool(_INSIDE.search(text))


def _recurs(text: str) -> bool:
    """Whether the first word of a text stands in it again."""
    first = text.partition(" ")[0]
    return first in text[len(first) :]


def is_labelled(text: str, index: int, language: str) -> bool:
    """Whether an English sentence opens with a label, as captions in tabloids do.

    `index` is its place in the article; in front of the first sentence's colon stands a town.
    """
    return language == "en" and bool((_LABEL if index else _FIRST_LABEL).match(text))


def is_scene(text: str, index: int, language: str) -> bool:
    """Whether an English sentence tells what a picture shows, as captions without a label do.

    `index` is its place in the article; the first sentence is seldom one.
    """
    if not index or language != "en":
        return False
    return bool(_SCENE.match(text) or _DATED.fullmatch(text))
