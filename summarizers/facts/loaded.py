"""Loaded wording: words that tell what to think of what happened, outside quotation marks."""

from __future__ import annotations

import re

from summarizers.remembering import remembered
from summarizers.text.fold import lowered

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{0,400}[\"”“»]|(?<!\w)[‘'][^‘’']{3,200}[’'](?!\w)")
# Words of judgement that news agencies' style guides keep for quotations, in lower
# case, as they are looked for.
_LOADED = {
    "en": re.compile(
        r"\b(?:slam(?:s|med|ming)?|blast(?:s|ed) (?!off)|rip(?:s|ped) into|disgraced|shameful"
        r"|stunning(?:ly)?(?! (?:\w+ )?(?:clash|rever\w+|upset|defeat|victory|loss|win|comeback"
        r"|collapse|turn|development|rise|fall|rebuke)\b)"
        r"|disgusting(?:ly)?|bombshell|outrageous(?:ly)?|radical|extremist"
        r"|(?:shocking(?:ly)?|disastrous|catastrophic)(?! (?:\w+ )?(?:collapse|crash|floods?"
        r"|flooding|fires?|blaze|quake|earthquake|explosion|attacks?|storm|hurricane|failure|default"
        r"|injur\w+|damage|loss(?:es)?)\b)"
        r"|so-called|brazen(?:ly)?|humiliat(?:es|ed|ing)|meltdown"
        r"|gut-wrenching|heartbreaking|jaw-dropping|woke|socialist"
        r"|(?:far|left|right)-(?:left|right|wing)(?! (?:[a-z]\w+ )?(?:mps?|lawmakers?|part(?:y|ies)"
        r"|leaders?|polit\w+|candidates?|groups?|militias?|coalition|government|opposition)\b)"
        r"|cowardly|evil|vile|sickening|laughable|pathetic|absurd"
        r"|disgraceful|shameless(?:ly)?|outrage|robbed|witch hunt|hoax|scheming|cronies|thugs?|mob"
        r"|elites?|dishonest(?:y|ly)?|hypocri(?:sy|tes?|tical\w*)|preposterous|ridiculous(?:ly)?"
        r"|nonsense|toady|mendacious|feckless|boondoggle|travesty|fiasco|embarrassingly|hysteria"
        r"|treachery|trolls?|trolled|publicity stunt|deflect(?:s|ed|ing)? (?:the )?blame"
        r"|lectur(?:ed|ing) (?!at\b|on\b|in\b|to\b|for\b|there\b)(?=\w)|whin(?:es|ed|ing)"
        r"|dripping with|gauzy|grab-bag|brouhaha|pals?|glorif(?:ies|ied|ying)"
        r"|trounc(?:e|es|ed|ing))\b"
    ),
    "de": re.compile(
        r"\b(?:sogenannte[nrs]?|schamlos\w*|skandalös\w*|katastrophal\w*|blamabel\w*|irre[nrs]?"
        r"|unfassbar\w*|empörend\w*|belehrten?|jammer(?:t|n|ten?)|wälz(?:t|en|ten?) die schuld)\b"
    ),
    "fr": re.compile(
        r"\b(?:scandaleu(?:x|se)s?|honteu(?:x|se)s?|soi-disant|absurdes?"
        r"|sermonn(?:e|ent|ait|é)|pleurnich\w+|rejett(?:e|ent) la faute)\b"
    ),
    "es": re.compile(
        r"\b(?:escandalos[oa]s?|vergonzos[oa]s?|absurd[oa]s?|sermone(?:a|an|ó|aron)|lloriquea\w*"
        r"|ech(?:a|an|ó|aron) la culpa)\b"
    ),
    "it": re.compile(
        r"\b(?:scandalos[oaei]|vergognos[oaei]|assurd[oaei]|sproloqui\w*|piagnucol\w*"
        r"|scaric(?:a|ano|ato) la colpa)\b"
    ),
    "pt": re.compile(
        r"\b(?:escandalos[oa]s?|vergonhos[oa]s?|absurd[oa]s?|choraming\w*"
        r"|jog(?:a|am|ou|aram) a culpa)\b"
    ),
    "ru": re.compile(
        r"\b(?:позорн\w+|скандальн\w+|так называем\w+|разглагольств\w+|хны[кч]\w+"
        r"|(?:свалива|перекладыва)\w+ вину)\b"
    ),
}


@remembered(1024)
def is_loaded(text: str, language: str = "") -> bool:
    """Whether a sentence judges in its own voice. Words inside quotation marks do not count."""
    pattern = _LOADED.get(language or "en")
    return pattern is not None and bool(pattern.search(lowered(_QUOTED.sub("", text))))
