"""A title or a name in letters that the font lacks, with the script named in their place.

The index of exhibits, the schedule of damages and the sheet of an exhibit without pages print it: a
row of code points tells a lawyer nothing, the exact words stand in `index.csv`. A mark that no one
sees keeps its code point.
"""

import re
import unicodedata

from claims.documents.ink import code_points, spelled
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language

SYMBOL, OTHER = N_("[symbole]"), N_("[autre écriture]")
JAPANESE = N_("[écriture japonaise]")
SCRIPTS = {
    "ARABIC": N_("[écriture arabe]"),
    "CJK": N_("[écriture chinoise]"),
    "HIRAGANA": JAPANESE,
    "KATAKANA": JAPANESE,
    "HANGUL": N_("[écriture coréenne]"),
    "HEBREW": N_("[écriture hébraïque]"),
    "DEVANAGARI": N_("[écriture devanagari]"),
    "BENGALI": N_("[écriture bengalie]"),
    "GURMUKHI": N_("[écriture gurmukhi]"),
    "TAMIL": N_("[écriture tamoule]"),
    "THAI": N_("[écriture thaïe]"),
    "ARMENIAN": N_("[écriture arménienne]"),
    "GEORGIAN": N_("[écriture géorgienne]"),
    "ETHIOPIC": N_("[écriture éthiopienne]"),
    "CANADIAN": N_("[écriture syllabique]"),
}
"""First word of the Unicode name of a letter → its script; those of Canada are syllabics."""
AGAIN = re.compile(r"(\[[^][]+\])(?:[\s.,;:/–—-]*\1)+")
"""A mark that words of one script, parted by spaces or commas, repeat."""


def named(text: str, language: Language) -> str:
    """The text as it is printed, "[écriture arabe]" for each part that the font lacks."""
    marks: set[str] = set()

    def told(run: re.Match[str]) -> str:
        mark = _mark(run.group())
        if not mark:
            return code_points(run)
        marks.add(say(mark, language))
        return say(mark, language)

    def once(same: re.Match[str]) -> str:
        return same[1] if same[1] in marks else same[0]

    return AGAIN.sub(once, spelled(text, told))


def _mark(run: str) -> str:
    """What stands for a run of signs: its script, the first that has a name; empty of what nobody
    sees."""
    letters = [sign for sign in run if unicodedata.category(sign)[0] in "LN"]
    known = [SCRIPTS[word] for sign in letters if (word := _first_word(sign)) in SCRIPTS]
    if JAPANESE in known:
        return JAPANESE
    if known or letters:
        return known[0] if known else OTHER
    return SYMBOL if any(unicodedata.category(sign)[0] in "SP" for sign in run) else ""


def _first_word(sign: str) -> str:
    return re.split("[ -]", unicodedata.name(sign, ""))[0]
