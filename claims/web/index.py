"""The one page Streamlit serves, made ours: language, title, icon, script, words without script.

Read once from the installed Streamlit, so that a new release changes the hash of its inline script
by itself; nothing is copied from it here.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from claims.i18n import Language, say, sentence
from claims.problems import Problem, Value
from claims.web.resources import address_of

LARGE = '.stTable table[id^="T_large"]'
"""A table of figures that does not fit on a telephone (`ui.staff_narrow`)."""
GRID, CARDS = (
    f'[data-testid="stLayoutWrapper"]:has(> [class*="st-key-{name}-"])'
    for name in ("grid", "cards")
)
"""A grid too wide for a telephone, and the cards that stand for it there (`ui.staff_cards`)."""
TABLES = f"""<style>
.stTable td {{vertical-align: top !important}}
[data-testid="stMarkdownContainer"] :not(pre) > code {{font: inherit; color: inherit;
  background: none; padding: 0}}
@media (min-width: 30.01rem) {{ {CARDS} {{display: none !important}} }}
@media (max-width: 30rem) {{
{GRID} {{display: none !important}}
{CARDS} button > div, {CARDS} button > div > span {{width: 100%; justify-content: space-between}}
button {{text-align: left}}
.stTable :is(td, th) {{padding-left: 0.2rem !important; padding-right: 0.2rem !important}}
{LARGE}, {LARGE} > * {{display: block}}
{LARGE} tr {{display: grid; grid-template-columns: repeat(12, minmax(0, 1fr));
  border-bottom: 1px solid rgb(128 128 128 / 0.35); padding: 0.25rem 0}}
{LARGE} tr > * {{grid-column: span var(--part); border: 0 !important;
  padding-top: 0.1rem !important; padding-bottom: 0.1rem !important}}
}}
</style>"""
"""An address that no one is to press (`ui.forms.plain`) is written as the words around it. On a
telephone the sums of a row stand under its name, in columns: none is past the edge, and
the headings stand likewise; words that do not fit on one line of a button begin on its left."""
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
AGENT_LINK = re.compile(r'<link\s+rel="service-desc"[^>]*>\s*')
ICON_LINK = re.compile(r'<link\s+rel="shortcut icon"[^>]*>')
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
TITLE = re.compile(r"<title>.*?</title>")


@cache
def installed() -> Path:
    """The folder of the installed Streamlit's browser files, found without importing it."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise RuntimeError("Streamlit is not installed; pip install -r requirements.txt")
    return Path(spec.origin).parent / "static"


@cache
def original() -> str:
    """Streamlit's own page."""
    return (installed() / "index.html").read_text(encoding="utf-8")


def script_hashes() -> tuple[str, ...]:
    """What a content security policy says of the inline scripts of that page."""
    digests = (hashlib.sha256(text.encode()).digest() for text in INLINE.findall(original()))
    return tuple(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def page(language: Language, most: int, emails: tuple[str, ...] = ()) -> bytes:
    """Streamlit's page in the reader's language, with our script and without its advertisements.

    most: megabytes of a file; what the browser itself refuses, our script says in our words.
    emails: where counsel of each matter are written to, as far as they gave it.
    """
    text = COMMENT.sub("", original())
    text = AGENT_LINK.sub("", text).replace('<html lang="en">', f'<html lang="{language}-CA">')
    text = ICON_LINK.sub(f'<link rel="icon" href="{address_of("favicon.png")}" />', text)
    name = escape(say("Registre des réclamations", language))
    text = TITLE.sub(f"<title>{name}</title>", text)
    without = escape(_without_script(language, emails))
    text = NOSCRIPT.sub(f"<noscript><p>{without}</p></noscript>", text)
    told = "".join(f' data-{name}="{escape(said)}"' for name, said in _refusals(language, most))
    script = f'<script defer src="{address_of("shell.js")}" data-most="{most}"{told}></script>'
    return text.replace("</head>", f"  {script}\n  {TABLES}\n  </head>").encode()


def _refusals(language: Language, most: int) -> Iterator[tuple[str, str]]:
    """Why a browser sends no such file, with the braces our script fills."""
    yield (
        "kind",
        say(
            "« {name} » n’a pas été pris : cette case reçoit des fichiers {kinds}.",
            language,
            name="{name}",
            kinds="{kinds}",
        ),
    )
    yield (
        "lost",
        say(
            "Rien n’est parti : {names}. Choisissez de nouveau ces fichiers; s’ils ne partent "
            "toujours pas, rechargez la page.",
            language,
            names="{names}",
        ),
    )
    values: dict[str, Value] = {"name": "{name}", "mb": "{mb}", "most": most}
    yield "size", sentence(Problem("", "file-too-large", values), language)


def _without_script(language: Language, emails: tuple[str, ...]) -> str:
    told = say("Ce registre a besoin de JavaScript. Activez-le dans votre navigateur.", language)
    if emails:
        write = say("Sinon, écrivez aux avocats du groupe : {emails}.", language,
                    emails=", ".join(emails))  # fmt: skip
        told = f"{told} {write}"
    return told
