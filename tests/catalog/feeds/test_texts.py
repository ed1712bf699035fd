import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.texts import ALLOWED_TAGS, clean_html, clean_line


class Warnings(list):
    def __call__(self, field, value, reason):
        self.append((field, reason))


@pytest.fixture
def warnings():
    return Warnings()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Borr 8 mm", "Borr 8 mm"),
        ("  Borr\n\t8\u00a0mm ", "Borr 8 mm"),
        ("Sax &amp; kniv", "Sax & kniv"),
        ("Sax &amp;amp;amp; kniv", "Sax & kniv"),
        ("Sm&ouml;rg&aring;s", "Smörgås"),
        ("<b>Fet</b> stil", "Fet stil"),
        ("&lt;b&gt;Fet&lt;/b&gt; stil", "Fet stil"),
        ("Rad ett<br>rad två", "Rad ett rad två"),
        ("Ny<script>alert(1)</script> borr", "Ny borr"),
        ("Kabel <5m & >3m", "Kabel <5m & >3m"),
        ("AT&T", "AT&T"),
        ("Pakke\u00adtilbud", "Pakketilbud"),
        ("noll\u200bbredd", "nollbredd"),
        ("\u202evänd\u202c", "vänd"),
        ("null\x00byte\x07", "nullbyte"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("Ä Ö Å æ ø — “citat”", "Ä Ö Å æ ø — “citat”"),
    ],
)
def test_a_title_is_one_line_of_plain_text(text, clean, warnings):
    assert clean_line(text, "title", warnings, 100) == clean
    assert warnings == []


def test_a_long_title_is_cut_with_a_warning(warnings):
    assert clean_line("x" * 5_000, "title", warnings, 100) == "x" * 100
    assert warnings == [("title", "longer than 100 characters: cut")]


def test_stray_bytes_are_read_as_windows_1252(warnings):
    assert clean_line(decoded("Smörgås till".encode() + b" 5\x80 \x96 sk\xf6n"), "title", warnings, 100) == (
        "Smörgås till 5€ – skön"
    )
    assert warnings == [("title", "has bytes of another encoding: read as Windows-1252")]


def test_what_was_encoded_twice_is_mended(warnings):
    twice = "Smörgås på räv".encode().decode("cp1252")
    assert clean_line(twice, "title", warnings, 100) == "Smörgås på räv"
    assert warnings == [("title", "was encoded as UTF-8 twice: mended")]
    assert clean_line("SÃO PAULO", "title", warnings, 100) == "SÃO PAULO"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Slitstark borr.", "Slitstark borr."),
        ("Sax & kniv < 5", "Sax &amp; kniv &lt; 5"),
        ("Ett.\n\nTvå.\nTre.", "<p>Ett.</p><p>Två.<br>Tre.</p>"),
        ("<p>Ett <strong>starkt</strong></p>", "<p>Ett <strong>starkt</strong></p>"),
        ('<p onclick="x()" style="color:red" class="a">Ett</p>', "<p>Ett</p>"),
        ("<a href='https://nils.example'>Läs mer</a>", "Läs mer"),
        ("<img src=x onerror=alert(1)>Bild", "Bild"),
        ("<script>alert(1)</script>Text<style>p{}</style>", "Text"),
        ("<iframe src='https://evil.example'></iframe>Film", "Film"),
        ("&lt;p&gt;Dubbelt&lt;/p&gt;", "<p>Dubbelt</p>"),
        ("<h1>Rubrik</h1><div>Text</div>", "<h3>Rubrik</h3><p>Text</p>"),
        ("<p></p><p> </p><p>Kvar</p>", "<p>Kvar</p>"),
        ("<b>Fet</b>\nny rad", "<b>Fet</b><br>ny rad"),
        ("<ul><li>Ett<li>Två</ul>", "<ul><li>Ett</li><li>Två</li></ul>"),
        ("<svg/onload=alert(1)>x", "x"),
        ("<p>oavslutad", "<p>oavslutad</p>"),
    ],
)
def test_a_description_keeps_little_of_its_markup(text, clean, warnings):
    assert clean_html(text, "description", warnings, 1_000) == clean
    assert warnings == []


def test_a_long_description_is_cut_with_a_warning(warnings):
    assert clean_html("<p>" + "ord " * 1_000, "description", warnings, 100) == "<p>" + ("ord " * 24) + "o</p>"
    assert len(warnings) == 1


@given(st.text(alphabet=st.sampled_from("<>/&;=\"' abpscript!-\x00\n#xå\u202e"), max_size=200))
def test_no_text_leaves_more_than_the_allowed_tags(text):
    cleaned = clean_html(text, "description", lambda *_: None, 500)
    tags = re.findall(r"<\s*/?\s*([a-zA-Z0-9!?]*)([^>]*)>?", cleaned)
    assert all(name in ALLOWED_TAGS and not rest.strip() for name, rest in tags), cleaned
    assert "\x00" not in cleaned


@given(st.text(max_size=300))
def test_no_control_character_survives(text):
    line = clean_line(text, "title", lambda *_: None, 100)
    html = clean_html(text, "description", lambda *_: None, 500)
    assert {category(sign) for sign in line} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert {category(sign) for sign in html.replace("\n", "")} & {"Cc", "Cs"} == set()
