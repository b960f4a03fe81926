from __future__ import annotations

import pytest

from summarizers.facts.loaded import is_loaded


@pytest.mark.parametrize(
    ("text", "language", "loaded"),
    [
        ("The senator slammed the shameful deal.", "en", True),
        ("The senator criticised the deal.", "en", False),
        ('The senator called the deal "shameful" on Monday.', "en", False),
        ("The mayor made a shocking remark.", "en", True),
        ("A SHAMEFUL DEAL, the senator said.", "en", True),
        ("The shocking collapse left 24 dead.", "en", False),
        ("Nobody reported the disgusting scene.", "en", True),
        ("A far-right MP named the mayor for a prize on Monday.", "en", False),
        ("The far-right lies of the mayor were told again.", "en", True),
        ("The mayor's resignation ends a stunning clash with the council.", "en", False),
        ("The mayor gave a stunning answer.", "en", True),
        ("The bill is meant as a publicity stunt.", "en", True),
        ("A mob of 30 attacked the bus.", "en", True),
        ("The leaders deflect blame for the crisis on the mayor.", "en", True),
        ("The senator paused lecturing the judge to ask a question.", "en", True),
        ("She lectured at Halden on history.", "en", False),
        ("Lectures took place on 2,000 campuses.", "en", False),
        ("The developer, a pal of the mayor, was charged on Friday.", "en", True),
        ("The clerk paid through PayPal.", "en", False),
        ("The senator trounced the mayor by 20 points.", "en", True),
        ("Die sogenannten Experten irrten sich.", "de", True),
        ("Die Fachleute irrten sich.", "de", False),
        ("Die Minister wälzen die Schuld auf den Landkreis ab.", "de", True),
        ("Der Landkreis trägt die Schuld am Einsturz.", "de", False),
        ("La ministre sermonne les maires du canton.", "fr", True),
        ("Les maires reconnaissent la faute.", "fr", False),
        ("El alcalde echa la culpa a los vecinos.", "es", True),
        ("El alcalde reconoce la culpa.", "es", False),
        ("Il sindaco scarica la colpa sulla provincia.", "it", True),
        ("Il sindaco ammette la colpa.", "it", False),
        ("O prefeito joga a culpa nos moradores.", "pt", True),
        ("O prefeito admite a culpa.", "pt", False),
        ("Мэр перекладывает вину на область.", "ru", True),
        ("Мэр признал вину.", "ru", False),
    ],
)
def test_judgements_count_outside_quotation_marks_alone(
    text: str, language: str, loaded: bool
) -> None:
    assert is_loaded(text, language) is loaded
