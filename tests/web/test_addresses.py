"""Addresses: where a reader may be sent, what a file is saved as, what may be kept by a browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.settings import Settings
from claims.web.answers import own_path
from claims.web.door import hosts_of
from claims.web.files import attachment
from claims.web.index import page, script_hashes
from claims.web.resources import address_of, content_of, named_in


@pytest.mark.parametrize("path", ["/", "/dossier", "/reclamation?numero=R-2K7Q-48XM-0", "/a#b"])
def test_a_reader_goes_back_to_a_page_of_ours(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "dossier",
     "", "/a\nb", "/ a", "http:/evil.example", "///evil.example", "\\\\evil.example", "/\tx"],
)  # fmt: skip
def test_a_reader_is_never_sent_to_another_site(elsewhere):
    assert own_path(elsewhere) == "/"


@given(st.text())
def test_whatever_is_asked_the_answer_is_a_path_of_ours(wanted):
    path = own_path(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))


@given(st.text(max_size=100))
def test_a_name_of_a_file_never_breaks_out_of_its_header(name):
    header = attachment(name)
    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header
    assert header.count('"') == 2
    assert header.startswith("attachment; ")


def test_a_french_name_is_saved_with_its_accents():
    assert attachment("Reçu été.pdf") == (
        "attachment; filename=\"Recu ete.pdf\"; filename*=UTF-8''Re%C3%A7u%20%C3%A9t%C3%A9.pdf"
    )


def test_the_page_of_the_installed_streamlit_is_ours_in_both_languages():
    french, english = page("fr", 25).decode(), page("en", 25).decode()
    assert '<html lang="fr-CA">' in french
    assert "<title>Registre des réclamations</title>" in french
    assert '<html lang="en-CA">' in english
    assert "<title>Claims registry</title>" in english
    for text in (french, english):
        assert "agent" not in text
        assert "You need to enable JavaScript" not in text
        assert address_of("shell.js") in text
        assert text.count("<noscript>") == 1
        assert 'table[id^="T_large"] tr {display: grid' in text, "sums fit on a telephone"


def test_every_inline_script_of_that_page_has_its_hash():
    assert page("fr", 25).decode().count("<script>") == len(script_hashes()) == 1
    assert all(found.startswith("'sha256-") for found in script_hashes())


def test_a_resource_is_kept_for_ever_only_under_the_hash_of_its_content():
    name = address_of("style.css").removeprefix("/ressources/")
    assert named_in(name) == ("style.css", True)
    assert named_in("style.0000000000000000.css") == ("style.css", False)
    assert named_in("shell.js") == ("shell.js", False)


@pytest.mark.parametrize("name", ["../__init__.py", "__init__.py", "rien.css", "", "/etc/passwd"])
def test_only_resources_are_served(name):
    with pytest.raises(KeyError):
        content_of(name)


def test_the_style_uses_the_fonts_streamlit_ships():
    assert b"@sans@" not in content_of("style.css")
    assert b"/static/media/SourceSerif" in content_of("style.css")


def test_production_answers_to_its_public_name_alone():
    demo = Settings(public_url="")
    real = Settings(mode="production", public_url="https://registre.example", secret="s" * 32)
    assert hosts_of(demo) == {"localhost", "127.0.0.1", "::1"}
    assert hosts_of(real) == {"registre.example"}
