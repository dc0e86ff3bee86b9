"""Texts that break programs which take text for something else, by what they would be taken for.

`KEPT` are texts a field takes and must give back as they are; `REFUSED` carry a letter that breaks
a file or deceives an eye.
"""

from collections.abc import Iterator, Mapping
from itertools import product

AWAY = "http://127.0.0.1:9/vu"
"""Where a text that became a picture or a script would ask; nobody answers there."""
TAGS = ("b", "i", "h1", "a href=//x", "p", "li", "table", "form", "style", "title", "textarea",
        "select", "option", "iframe", "object", "embed", "noscript", "template", "marquee", "base",
        "math", "video", "audio", "dialog open", "frameset", "plaintext", "xmp", "x-claims",
        "meta http-equiv=refresh", "link rel=stylesheet")  # fmt: skip
EVENTS = ("onerror", "onload", "onclick", "onfocus", "ontoggle", "onmouseover", "onpointerenter",
          "onanimationstart", "onwheel", "onbeforetoggle")  # fmt: skip
HOSTS = ("img src=x", "svg", "body", "details open", "input autofocus")
COLORS = ("red", "blue", "green", "orange", "violet", "gray", "rainbow", "primary")
ICONS = ("home", "delete", "warning", "check")
FORMULAS = ("1+1", "SUM(A1:A9)", "HYPERLINK(\"//x\",\"y\")", "cmd|' /C calc'!A0", "IMPORTXML(1,2)",
            "WEBSERVICE(\"//x\")", "@A1", "-2+3")  # fmt: skip
MARKS = ("*{}*", "**{}**", "_{}_", "~~{}~~", "`{}`", "```{}", "# {}", "## {}", "###### {}", "- {}",
         "* {}", "+ {}", "1. {}", "> {}", "| {} | b |", "[{}](//x)", "![{}](//x/a.png)", "<{}>",
         "[{}]: //x", "[^1]: {}", "{}  \\", "- [x] {}", "==={}===", "--- {}", "$${}$$", "\\({}\\)",
         "==={}", "~{}~", "^{}^", "<!-- {} -->", "&{};", "\\*{}\\*", ":{}:")  # fmt: skip
MARKED = ("Zoé", "a b", "12,50")
SCRIPT = ("alert(1)", "document.title='x'", f"fetch('{AWAY}')")
SPLIT = ("<script>{}</script>", "<scr<script>ipt>{}</script>", "<SCRIPT>{}</SCRIPT>",
         "<script/x>{}</script>", "\"><script>{}</script>", "'><script>{}</script>",
         "</textarea><script>{}</script>", "</title><script>{}</script>", "<script>{}",
         "<svg><script>{}</script></svg>", "javascript:{}", "JaVaScRiPt:{}",
         "data:text/html,<script>{}</script>", "]]><script>{}</script>", "<%= {} %>", "<?php {} ?>",
         "&lt;script&gt;{}&lt;/script&gt;", "%3Cscript%3E{}%3C/script%3E",
         "\\x3cscript\\x3e{}", "\\u003cscript\\u003e{}")  # fmt: skip
BRACES = ("{}", "{0}", "{name}", "{{7*7}}", "${{7*7}}", "#{7*7}", "{%if 1%}x{%endif%}", "{typed!r}",
          "{0.__class__}", "{n:>9999}", "%s", "%d", "%n%n%n", "%(name)s", "%%", "%1$s", "$HOME",
          "${HOME}", "$(id)", "`id`", "; ls", "| id", "&& id", "{", "}", "}}", "{{", "{n", "n}",
          "<<x>>", "[[x]]", "__init__", "f'{x}'", "\\0", "\\n", "\\u0000", "\\",
          "\\\\")  # fmt: skip
SQL = ("' OR '1'='1", "'; DROP TABLE claims; --", "\" OR \"\"=\"", "1; SELECT 1", "x' --",
       "/* x */", "' UNION SELECT 1 --", "%' OR 1 LIKE '%", "_%_", "''", "'", "\"", "\"\"",
       "Robert'); --",
       "O'Brien", "L’Heureux", "NULL", "null", "None", "nil", "undefined", "NaN", "true", "False",
       "Infinity", "-Infinity", "inf", "[]", "[object Object]", "0x0", "()", "{\"a\":1}",
       "<null>", "N/A", "-", "--", "---", "...", "?", "??", "*", "**", "_", "__", "~", "|", "||",
       "#", "@", "&", "&amp;", "&nbsp;", "&#60;", "&#x3C;b&#x3E;", "&lt;b&gt;")  # fmt: skip
PATHS = ("/etc/passwd", "../../etc/passwd", "..\\..\\boot.ini", "C:\\CON", "CON", "NUL", "COM1",
         "file:///etc/hosts", "~/.ssh", "\\\\serveur\\partage", "a/b", "a:b", ".", "..",
         ".htaccess",
         "x.exe", "%2e%2e%2f", "..%c0%af", "a;b", "a?b#c", "//x/y", "www.exemple.ca",
         "https://exemple.ca/?a=1&b=2", "zoe@exemple.ca", "tel:+15145550123",
         "mailto:zoe@exemple.ca",
         "ftp://x", "http://[::1]/", "http://x:99999/", "xn--caf-dma.ca", "café.ca",
         "exemple。ca")  # fmt: skip
NUMBERS = ("0", "-1", "1e9", "1E400", "1_000", "0x1F", "1,234", "1.234,56", "1 234,56",
           "1\u00a0234",
           "1\u202f234", "١٢٣", "１２３", "१२३", "½", "²", "Ⅷ", "0.1+0.2", "9" * 40, "007", "1/2",
           "2021-02-30", "28/08/2021", "10:30", "1 %", "+1", "1-2", "1,5 $", "€ 5", "£3",
           "1e-7")  # fmt: skip
FACES = ("🙂", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇦🇫🇷", "1️⃣", "👨🏾‍💻", "❤️‍🔥", "☎︎", "☎️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫠",
         "🧑‍🦽‍➡️", "™️", "㊙️", "\U0001f1e8")  # fmt: skip
SCRIPTS = ("שלום עולם", "مرحبا بالعالم", "שלום 123 abc", "abc مرحبا 123", "فارسی", "اُردو", "ދިވެހި",
           "Привет", "Ελληνικά", "Ђорђе", "Հայերեն", "ქართული", "中文名稱", "日本語テキスト",
           "ｶﾀｶﾅ", "한국어",
           "조선글", "हिन्दी", "বাংলা", "தமிழ்", "తెలుగు", "ไทย", "ລາວ", "မြန်မာ", "ខ្មែរ", "བོད་ཡིག",
           "አማርኛ", "ᐃᓄᒃᑎᑐᑦ", "ᏣᎳᎩ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tiếng Việt", "Łódź", "İstanbul", "ıstanbul", "ß",
           "ẞ", "ﬁn", "Œuvre", "œuvre", "Ægir", "Þór", "Ŵyn", "𝔘𝔫𝔦", "𝒵𝑜𝑒", "🄰🄱", "ⓐⓑ", "Ａｂｃ",
           "＜script＞", "＝１＋１", "（全角）", "＂", "｛｝", "［］", "；", "ꙮ", "𒀀", "𓂀", "𠜎",
           "𪚥", "ǅ", "ĳ", "\u200eLRM", "RLM\u200fמ", "a\u061cb")  # fmt: skip
COMBINED = ("e\u0301te\u0301", "Zoe\u0308", "n\u0303", "a\u0300\u0316\u0320\u0325", "o\u0338",
            "ง่้๊๋", "ḍ̇", "d\u0323\u0307", "q\u0307\u0323", "Å", "Å", "Å", "ﷺ", "a\u034fb", "क्‍ष",
            "Z" + "\u0301\u0317" * 30, "x" + "\u0489" * 12, "\u00adtrait", "a\u200bb", "a\u200cb",
            "a\u200db", "a\u2060b", "\ufeffBOM", "a\ufe0fb", "a\u2028b", "a\u2029b", "a\u0085b",
            "a\u00a0b", "a\u3000b", "a\u2003b", "a\u180eb", "a\u115fb", "a\u3164b",
            "\u0378", "\ue000", "\U000f0000", "\U0010fffd", "a  b", "a   b",
            "\u007fDEL", "\u0080C1", "a\u009bb")  # fmt: skip
LONG = (
    "a" * 200,
    "é" * 200,
    "漢" * 200,
    "🙂" * 100,
    "mot " * 49 + "fin",
    "W" * 150,
    "-" * 180,
    "ﷺ" * 30,
    "<" * 120,
    "&" * 120,
    "$" * 99,
    "`" * 99,
    "(" * 150,
    "[" * 150,
    "https://x/" + "y" * 180,
)
MATHS = ("$x$", "$$x^2$$", "\\frac{1}{2}", "$\\href{//x}{y}$", "$\\includegraphics{x}$",
         "5 $ et 6 $",
         "\\begin{matrix}a\\end{matrix}", "\\[x\\]", "$\\color{red}{x}$", "\\input{/etc/passwd}",
         "$\\text{<b>}$", "$\\require{html}$")  # fmt: skip
DIRECTIVES = (":shortcode:", ":smile:", ":streamlit:", ":small[x]", ":badge[x]", ":red-badge[x]",
              ":blue-background[x]", ":rainbow[:material/home:]", ":red[:blue[x]]", ":red[",
              ":material/", ":material/x y:", "<- ->", "-> x", ">= !=", ":green[**x**]",
              ":primary-badge[x]", ":foo[x]", "::x::", "-- x --", "(c) (r) (tm)", "1/2 <->",
              "\"guillemets\" -- tirets")  # fmt: skip
XML = ("<svg/onload=x>", "<svg><a xlink:href=//x><text>x</text></a></svg>", "<svg><use href=//x>",
       "<svg><animate onbegin=x>", "<svg><foreignObject><b>x</b></foreignObject></svg>",
       "<svg><style>*{display:none}</style>", "<math><mi xlink:href=//x>x", "<![CDATA[x]]>",
       "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hosts'>]>", "&y;", "<?xml version='1.0'?>",
       "<x:b xmlns:x='http://www.w3.org/1999/xhtml'>x</x:b>", "<xsl:value-of select='/'/>",
       "<para>x</para>", "<font color=red>x</font>", "<br/>", "<br>", "</div>", "</p></div></body>",
       "<a name='x'/>", "<b", "<b x=\"", "b>", "< b >", "<>", "</>", "<b/>", "a<b and c>d",
       "1 < 2 > 0", "<3")  # fmt: skip


def _families() -> Mapping[str, tuple[str, ...]]:
    marked = (mark.replace("{}", word) for mark, word in product(MARKS, MARKED))
    split = (form.replace("{}", script) for form, script in product(SPLIT, SCRIPT))
    return {
        "markup": tuple(f"<{tag}>Zoé</{tag.split()[0]}>" for tag in TAGS),
        "events": tuple(f"<{host} {event}=alert(1)>" for host, event in product(HOSTS, EVENTS)),
        "pictures": (f"<img src={AWAY}>", f"![x]({AWAY}.png)", f"<link href={AWAY}>",
                     f"<style>@import '{AWAY}'</style>", f"url({AWAY})"),
        "svg and xml": XML,
        "scripts": tuple(split),
        "markdown": tuple(marked),
        "latex": MATHS,
        "directives": (*DIRECTIVES, *(f":{color}[x]" for color in COLORS),
                       *(f":{color}-background[x]" for color in COLORS),
                       *(f":material/{icon}:" for icon in ICONS)),
        "braces and commands": BRACES,
        "sql and reserved words": SQL,
        "paths and addresses": PATHS,
        "formulas": tuple(f"{sign}{f}" for sign, f in product("=+-@＝", FORMULAS)),
        "numbers": NUMBERS,
        "emoji": FACES,
        "scripts of the world": SCRIPTS,
        "combined and unseen": COMBINED,
        "long": LONG,
    }  # fmt: skip


FAMILIES = _families()
KEPT = tuple(dict.fromkeys(text for family in FAMILIES.values() for text in family))
"""Each once, on one line, its ends bare: what a field of a name takes."""


def _refused() -> Iterator[str]:
    """One letter that is refused, at the start, inside and at the end of a word."""
    letters = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF,
               *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xD800, 0xDFFF)  # fmt: skip
    for place, letter in enumerate(letters):
        yield ("{}Zoé", "Zo{}é", "Zoé{}!")[place % 3].format(chr(letter))


REFUSED = tuple(_refused())
