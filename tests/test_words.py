"""Words as a search compares them."""

import pytest

from jkbrief.words import words

WORDS = [
    ("Tōkyō's neighbours", "tokyo neighbors"),
    ("W.T.O. complaint", "wto complaint"),
    ("the U.S. and the US tell us", "the usa and the usa tell us"),
    ("$228 billion, 60%", "usd 228 billion 60 percent"),
    ("win-win, 30–45 minutes", "win win 30 45 minutes"),
    ("track 1.5, 1,000 on March 16th", "track 1.5 1000 on march 16"),
    ("defence dialogue normalised", "defense dialog normalized"),
    ("‘kneel’ o’clock", "kneel oclock"),
]


@pytest.mark.parametrize(("text", "told"), WORDS)
def test_words(text: str, told: str) -> None:
    assert " ".join(words(text)) == told


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("favourable", "favorable"),
        ("denuclearisation", "denuclearization"),
        ("analyse", "analyze"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("advisor", "adviser"),
        ("licence", "license"),
    ],
)
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    assert words(british) == words(american)
