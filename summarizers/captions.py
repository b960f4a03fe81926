"""What stands under a picture, told from what stands in the article, by its words alone."""

from __future__ import annotations

import re

_THINGS = (
    "map|graphic|infographic|chart|diagram|illustration|screen ?grab|screenshot|sketch|montage"
)
_PICTURES = "photo|photograph|picture|image|selfie"
_STARTS = re.compile(
    rf"\W{{0,3}}(?:(?:a|an|the|this) (?:[\w-]+ ){{0,2}}(?:{_THINGS}) (?:showing|shows|of)\b"
    rf"|this (?:[\w-]+ ){{0,2}}(?:{_PICTURES})\b"
    r"|(?:from )?(?:(?:top|bottom|far) (?:left|right|row)|(?:left|right) to (?:left|right)"
    r"|clockwise,? from [\w ]{3,20})[:,] )",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"\b[Ii]n this (?:[\w-]+ ){{0,2}}(?:{_PICTURES})\b")
# "Relief: A neighbour waves", "Waving to the crowd: Two men": words without a subject in front of a
# colon, and a sentence after it. A label with an article or a possessive ("The result: Prices
# rose") says something of its own.
_LABEL = re.compile(
    r"(?!(?:The|An?|One|My|Our|Your|His|Her|Its|Their|This|That|These|Those|Then|Now|And|But)\b)"
    r"(?:[A-Z][a-z]+(?:[-'’ ][a-z]+){0,2}|[A-Z][a-z]+ing(?: [a-z]+){0,6}): (?=[A-Z])"
)


def points_at_picture(text: str) -> bool:
    """Whether the text speaks of the picture beside it, which a reader of bullets does not see."""
    if _STARTS.match(text):
        return True
    return "n this " in text and bool(_INSIDE.search(text))


def is_labelled(text: str, index: int, language: str) -> bool:
    """Whether an English sentence opens with a label, as captions in tabloids do.

    `index` is its place in the article; in front of the first sentence's colon stands a town.
    """
    return index > 0 and language == "en" and bool(_LABEL.match(text))
