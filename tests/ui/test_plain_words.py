"""What people typed is shown as it is: no link, picture, mark or icon is made of it."""

import pytest

from claims.ui.forms import plain


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Facture n° 12 : 1 200,00 $ - payée", "Facture n° 12 : 1 200,00 \\$ - payée"),
        ("www.evil.example.pdf", "`www.evil.example.pdf`"),
        ("voir https://evil.example/x_y(z), merci", "voir `https://evil.example/x_y(z),` merci"),
        ("lea_t@exemple.ca", "`lea_t@exemple.ca`"),
        ("![x](http://a.b/x.png)", "!\\[x\\](`http://a.b/x.png)`"),
        (":material/home: :red[x] 8:30", "\\:material/home: \\:red\\[x\\] 8\\:30"),
        ("&lt; & $x$ `y`", "\\&lt; & \\$x\\$ \\`y\\`"),
        ("− de 5 $, reste −$5.00", "− de 5 \\$, reste −\u2060\\$5.00"),
        ("- un\n1. deux\n===", "\\- un\n1\\. deux\n\\==="),
    ],
)
def test_what_markdown_would_take_for_its_own_is_marked_as_text(typed: str, shown: str):
    assert plain(typed) == shown
