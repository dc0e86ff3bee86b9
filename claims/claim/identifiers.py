"""What names a thing in the world: domains, e-mail addresses, telephones, registrations.

Checked by the published rule of each, offline: nothing a claimant types starts a request. The
domain ledger stands on `read_domain`, so two ways of writing one site must give one key.
"""

import re
from functools import cache, lru_cache
from ipaddress import ip_address

import idna
import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum import luhn
from stdnum.ca import bn
from stdnum.exceptions import ValidationError
from tldextract import TLDExtract

from claims.i18n.amounts import shown
from claims.matter.model import ServiceType
from claims.problems import Problem

LONGEST_TYPED = 2_000
LONGEST_HOST = 253
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|//|(?:https?|mailto):", re.IGNORECASE)
PORT = re.compile(r":[0-9]{1,5}$")
EXTENSION = re.compile(r"\b(poste|ext|x)\b", re.IGNORECASE)
MAILBOX = re.compile(r"(?:^|[<\s:])([^\s<>:@\"]{1,64})@")
"""The name before the @, by RFC 5321 and 6531; one between quotes is not read."""
ANGLED = re.compile(r".*<([^<>]+)>")
GAPS = re.compile(r"[\s.\-]")
BN = re.compile(r"[0-9]{9}([A-Z]{2}[0-9]{4})?")


@cache
def public_suffixes() -> TLDExtract:
    """The list that comes with the library; no request, no file written.

    Private suffixes count: shops at `myshopify.com` belong to as many merchants, and keyed on
    `myshopify.com` they would look like one site claimed twice. `.example` is reserved for fiction
    and no one can own it, so made-up claims may use it beside real ones.
    """
    return TLDExtract(
        cache_dir=None,
        suffix_list_urls=(),
        include_psl_private_domains=True,
        extra_suffixes=("example",),
    )


def read_domain(typed: str, where: str, *, mail: bool = False) -> str | Problem:
    """The registrable domain, A-label, lower case: "https://www.Café.ca/menu" is "xn--caf-dma.ca".

    With `mail`, an address is read as its domain.
    """
    values = {"typed": shown(typed)}
    host = _host(typed, mail=mail)
    if not host:
        return Problem(where, "domain-missing")
    if "@" in host:
        return Problem(where, "domain-is-address", values)
    if _is_ip(host):
        return Problem(where, "domain-is-ip", values)
    if len(host) > LONGEST_HOST or re.search(r"\s", host):
        return Problem(where, "domain-unreadable", values)
    try:
        found = public_suffixes().extract_str(idna.uts46_remap(host, std3_rules=False).rstrip("."))
        if not (found.domain and found.suffix):
            return Problem(where, "domain-suffix", values)
        return idna.encode(f"{found.domain}.{found.suffix}", uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return Problem(where, "domain-unreadable", values)


@lru_cache(maxsize=20_000)
def domain_said(domain: str) -> str:
    """A domain as its owner writes it, accents and all; in plain letters where none stand."""
    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


def domain_in_full(domain: str) -> str:
    """The same, then its plain letters when they differ: accents of two alphabets look alike."""
    said = domain_said(domain)
    return domain if said == domain else f"{said} ({domain})"


def read_service(typed: str, where: str, kind: ServiceType | None) -> str | Problem:
    """The key of a service: its registrable domain, or its mailbox where the domain is shared.

    "Info@Telus.net" is "info@telus.net" where the matter says that telus.net is shared. What
    follows a plus stays: no rule of a provider says that it names the same mailbox.
    """
    domain = read_domain(typed, where, mail=bool(kind and kind.mail))
    if kind is None or isinstance(domain, Problem) or domain not in kind.shared:
        return domain
    name = MAILBOX.search(typed.strip()[:LONGEST_TYPED])
    if name is None:
        return Problem(where, "mailbox-missing", {"domain": domain})
    read = read_email(f"{name[1]}@{domain}", where)
    return read if isinstance(read, Problem) else read.casefold()


def _host(typed: str, *, mail: bool) -> str:
    """The host of an address of a page or, with `mail`, of a mailbox."""
    bare = typed.strip()[:LONGEST_TYPED]
    if mail and (angled := ANGLED.fullmatch(bare)):
        bare = angled[1]
    scheme = SCHEME.match(bare)
    address = bare[scheme.end() :] if scheme else bare
    host = re.split(r"[/?#\\]", address, maxsplit=1)[0]
    if mail or scheme:
        host = host.rpartition("@")[2]
    return PORT.sub("", host).strip()


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]").rstrip("."))
    except ValueError:
        return False
    return True


def read_email(typed: str, where: str) -> str | Problem:
    """The address with its domain in lower case; its existence is not asked of the network."""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return Problem(where, "email-unreadable", {"typed": shown(typed)})


def read_phone(typed: str, where: str, region: str) -> str | Problem:
    """E.164; a number without its country code is taken in the region ("CA", "FR").

    An extension has no place in E.164 and is refused rather than lost.
    """
    values = {"typed": shown(typed)}
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return Problem(where, "phone-unreadable", values)
    if number.extension or EXTENSION.search(typed):
        return Problem(where, "phone-extension", values)
    if not phonenumbers.is_valid_number(number):
        return Problem(where, "phone-unreadable", values)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_said(phone: str) -> str:
    """A number as kept, spaced as people read and dial it: +1 514-555-0140."""
    number = phonenumbers.parse(phone)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_registration(typed: str, where: str) -> str | Problem:
    """NEQ (10 digits), BN (9, or 15 with its account), SIREN (9) or SIRET (14), without spaces.

    BN, SIREN and SIRET carry a Luhn digit. No rule is published for the last digit of a NEQ: only
    its shape is checked, so that no real business is turned away.
    """
    bare = GAPS.sub("", typed).upper()
    values = {"typed": shown(typed)}
    if re.fullmatch("[0-9]{10}", bare):
        return bare
    if not BN.fullmatch(bare) and not re.fullmatch("[0-9]{14}", bare):
        return Problem(where, "registration-shape", values)
    if not _right_digit(bare):
        return Problem(where, "registration-digit", values)
    return bare


def _right_digit(bare: str) -> bool:
    try:
        if len(bare) == 15:
            return bool(bn.validate(bare))
        return bool(luhn.validate(bare[:9]) and luhn.validate(bare))
    except ValidationError:
        return False


def masked(address: str) -> str:
    """An address its owner recognises and nobody else learns: l…@e….ca.

    Of its host only the first letter and what no merchant owns stand, whatever lies between.
    """
    local, _, host = address.rpartition("@")
    suffix = public_suffixes().extract_str(host, include_psl_private_domains=False).suffix
    shown = "" if suffix == host else suffix  # of an address at a suffix itself, all would stand
    return f"{local[:1]}…@{host[:1]}….{shown}".rstrip(".") if local else ""
