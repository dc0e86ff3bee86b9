"""Two ways of writing one site give one key; what is no site, address or number is refused."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.identifiers import (
    domain_in_full,
    domain_said,
    phone_said,
    read_domain,
    read_email,
    read_phone,
    read_registration,
    read_service,
)
from claims.matter.model import ServiceType, Text
from claims.problems import Problem


def code(answer):
    assert isinstance(answer, Problem), answer
    assert answer.where == "here"
    return answer.code


@pytest.mark.parametrize(
    "typed",
    [
        "café.ca", "CAFÉ.CA", "www.café.ca", "https://www.café.ca/menu?a=1#b", "cafe\u0301.ca",
        "xn--caf-dma.ca", "XN--CAF-DMA.CA.", "http://moi:secret@café.ca:8080/", "//café.ca/",
        "café.ca:443", "a_b.café.ca", "café。ca", "ｃａｆé.ca", " café.ca\n", "http:café.ca",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_site_gives_one_key(typed):
    assert read_domain(typed, "here") == "xn--caf-dma.ca"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("boutique.shop.co.uk", "shop.co.uk"),
        ("magasin.qc.ca", "magasin.qc.ca"),
        ("www.gouv.qc.ca", "gouv.qc.ca"),
        ("faß.de", "xn--fa-hia.de"),
        ("www.oxia.example", "oxia.example"),
    ],
)
def test_the_key_is_the_part_one_registers(typed, key):
    assert read_domain(typed, "here") == key


def test_two_merchants_of_one_platform_have_two_keys():
    assert read_domain("boutique.myshopify.com", "here") == "boutique.myshopify.com"
    assert read_domain("autre.myshopify.com/panier", "here") == "autre.myshopify.com"


@pytest.mark.parametrize(
    "typed", ["info@shop.ca", "Jean <info@www.shop.ca>", "mailto:info@shop.ca"]
)
def test_a_mailbox_is_known_by_its_domain(typed):
    assert read_domain(typed, "here", mail=True) == "shop.ca"


def test_an_address_given_for_a_site_is_asked_again():
    assert code(read_domain("info@shop.ca", "here")) == "domain-is-address"


NO_SITE = {
    "domain-missing": ["", "https://"],
    "domain-is-ip": ["192.168.0.1", "http://127.0.0.1:80/", "[2001:db8::1]"],
    "domain-suffix": ["localhost", "boutique.zzzz", "a.test", "co.uk", "myshopify.com", "example"],
    "domain-unreadable": [
        "ma boutique.ca", "un.ca, deux.ca", "shop-.ca", "xn--zzzz.ca", "a" * 64 + ".ca",
        "a." * 200 + "ca", "shop.ca\u202e", "☃.ca",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"), [(typed, fault) for fault in NO_SITE for typed in NO_SITE[fault]]
)
def test_what_is_no_site_is_refused_and_says_why(typed, expected):
    assert code(read_domain(typed, "here")) == expected


@given(st.text(max_size=80), st.booleans())
def test_a_key_read_again_is_itself_and_no_text_breaks_the_reader(typed, mail):
    key = read_domain(typed, "here", mail=mail)
    if isinstance(key, str):
        assert read_domain(key, "here") == key
        assert key.isascii()
        assert key == key.lower()


def test_nothing_typed_starts_a_request(monkeypatch):
    def refuse(*_):
        raise AssertionError("a request left the machine")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_domain("inconnu.shop.ca", "here") == "shop.ca"
    assert read_email("info@shop.ca", "here") == "info@shop.ca"


def test_an_address_keeps_its_name_and_lowers_its_domain():
    assert read_email(" A.Tremblay@Shop.CA ", "here") == "A.Tremblay@shop.ca"
    assert read_email("marie@oxia.example", "here") == "marie@oxia.example"


@pytest.mark.parametrize(
    "typed",
    ["", "marie", "marie@", "marie@localhost", "a b@shop.ca", "M <a@shop.ca>", "a@shop..ca"],
)
def test_an_incomplete_address_is_refused(typed):
    assert code(read_email(typed, "here")) == "email-unreadable"


@pytest.mark.parametrize(
    ("typed", "region", "read"),
    [
        ("514 555-0123", "CA", "+15145550123"),
        ("(514) 555.0123", "CA", "+15145550123"),
        ("1-514-555-0123", "CA", "+15145550123"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("+33 1 42 68 53 00", "CA", "+33142685300"),
    ],
)
def test_a_telephone_is_kept_in_one_international_form(typed, region, read):
    assert read_phone(typed, "here", region) == read


def test_a_telephone_that_cannot_be_is_refused_and_an_extension_is_not_lost_in_silence():
    assert code(read_phone("123", "here", "CA")) == "phone-unreadable"
    assert code(read_phone("appelez-moi", "here", "CA")) == "phone-unreadable"
    assert code(read_phone("514 555-0123 poste 12", "here", "CA")) == "phone-extension"
    assert code(read_phone("514 555-0123 x12", "here", "CA")) == "phone-extension"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1234567890", "1234567890"), ("11 6021 0323", "1160210323"), ("12302 6635", "123026635"),
        ("12302-6635 rc 0001", "123026635RC0001"), ("552 008 443", "552008443"),
        ("732 829 320 00074", "73282932000074"),
    ],
)  # fmt: skip
def test_a_registration_of_quebec_canada_or_france_is_read(typed, read):
    assert read_registration(typed, "here") == read


def test_a_registration_copied_wrong_is_refused():
    assert code(read_registration("123026636", "here")) == "registration-digit"
    assert code(read_registration("12302 6636 RC 0001", "here")) == "registration-digit"
    assert code(read_registration("73282932000075", "here")) == "registration-digit"
    assert code(read_registration("12345678", "here")) == "registration-shape"
    assert code(read_registration("１２３０２６６３５", "here")) == "registration-shape"
    assert code(read_registration("", "here")) == "registration-shape"


TELUS = ServiceType(label=Text(fr="Courriel", en="E-mail"), mail=True, shared=("telus.net",))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Anne.Roy@Telus.net", "anne.roy@telus.net"),
        ("John&Co@telus.net", "john&co@telus.net"),
        ("JOSE\u0301@telus.net", "jos\u00e9@telus.net"),
        ("bakery+orders@telus.net", "bakery+orders@telus.net"),
        ("Anne Roy <anne.roy@telus.net>", "anne.roy@telus.net"),
        ("mailto:anne.roy@telus.net", "anne.roy@telus.net"),
        ("anne@mail.telus.net", "anne@telus.net"),
        ("info@boulangerie.ca", "boulangerie.ca"),
        ("boulangerie.ca", "boulangerie.ca"),
    ],
)
def test_a_mailbox_is_the_service_where_its_domain_has_many_customers(typed, key):
    assert read_service(typed, "here", TELUS) == key


def test_a_shared_mail_domain_alone_names_nobodys_mailbox():
    assert code(read_service("telus.net", "here", TELUS)) == "mailbox-missing"
    assert code(read_service("@telus.net", "here", TELUS)) == "mailbox-missing"


def test_a_name_between_quotes_or_with_two_dots_is_asked_to_be_written_plainly():
    assert code(read_service('"john co"@telus.net', "here", TELUS)) == "mailbox-missing"
    assert code(read_service("a..b@telus.net", "here", TELUS)) == "email-unreadable"


def test_a_domain_with_accents_is_read_back_with_them_and_proved_in_plain_letters():
    read = read_domain("https://www.Boutique-Éloïse.ca/panier", "domain")
    assert read == "xn--boutique-lose-jhb6g.ca"
    assert domain_said(read) == "boutique-éloïse.ca"
    assert domain_in_full(read) == "boutique-éloïse.ca (xn--boutique-lose-jhb6g.ca)"
    assert domain_in_full("oxia.ca") == domain_said("oxia.ca") == "oxia.ca"


def test_a_telephone_is_said_as_people_dial_it():
    assert phone_said("+15145550140") == "+1 514-555-0140"
