"""What a page's site is called, whatever the page declares; its lead picture."""

import pytest

from bot.ingest.pages.reader import read_page

ROW = (
    "The ferry to Skarvoy will not sail this winter, the harbour office said, because its hull "
    "has to be mended before the ice comes."
)


def read(title, url, declared="", more=""):
    site = f'<meta property="og:site_name" content="{declared}">' if declared else ""
    return read_page(
        f'<html><head><title>{title}</title>{site}{more}<meta property="og:title" content="No '
        f'ferry to Skarvoy"></head><body><h1>No ferry to Skarvoy</h1><p>{ROW}</p></body></html>',
        url,
    )


@pytest.mark.parametrize(
    ("title", "url", "declared", "expected"),
    [
        ("No ferry to Skarvoy", "https://fjordpost.example/a", "Fjord Post", "Fjord Post"),
        # A slogan is no part of a name, on whichever side it stands.
        (
            "No ferry to Skarvoy",
            "https://fjordpost.example/a",
            "Fjord Post - All that floats",
            "Fjord Post",
        ),
        (
            "No ferry to Skarvoy",
            "https://fjordpost.example/a",
            "News and more | Fjord Post",
            "Fjord Post",
        ),
        # Nothing is declared, or the name of a section: the title says it, the host agrees.
        ("No ferry to Skarvoy - The Fjord Post", "https://fpost.example/a", "", "The Fjord Post"),
        ("No ferry | Region | Bächli Bote", "https://baechli-bote.example/a", "", "Bächli Bote"),
        ("No ferry - Fjord Post", "https://www.fjordpost.example/a", "U.K.", "Fjord Post"),
        # The headline is no name, a question neither; then there is the host.
        (
            "No ferry to Skarvoy in all of this winter",
            "https://www.fjordpost.example/a",
            "No ferry to Skarvoy in all of this winter",
            "fjordpost.example",
        ),
        (
            "No ferry - Who feeds the fjordpost?",
            "https://fjordpost.example/a",
            "",
            "fjordpost.example",
        ),
        # A name of two in one word; a name that has nothing to do with the host is believed.
        ("No ferry to Skarvoy", "https://x1.example/a", "The Harbour Board", "The Harbour Board"),
    ],
)
def test_the_site_is_named_as_it_calls_itself(title, url, declared, expected):
    assert read(title, url, declared).site == expected


def test_a_site_that_is_called_after_its_author_keeps_the_author():
    author = '<meta name="author" content="Ines Okafor">'
    page = read("No ferry to Skarvoy | Ines Okafor", "https://inesokafor.example/a", "", author)
    assert (page.author, page.site) == ("Ines Okafor", "Ines Okafor")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/boat.jpg", "https://fjordpost.example/boat.jpg"),
        ("https://cdn.example/pixel-6-review.jpg", "https://cdn.example/pixel-6-review.jpg"),
        ("https://cdn.example/blank.gif", ""),
        ("/favicons/post@2x.ico", ""),
        ("data:image/png;base64,AA", ""),
    ],
)
def test_the_lead_picture_is_an_address_of_a_picture(given, expected):
    more = f'<meta property="og:image" content="{given}">'
    assert read("No ferry", "https://fjordpost.example/a", "", more).image == expected
