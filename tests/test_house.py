"""Rules of the house that no linter knows, read from the source as a tree.

People's words reach a page through inert elements only; nothing personal is cached; nothing is
evaluated, unpickled or served from memory. Each rule is also shown a wrong example, so that it
cannot pass by seeing nothing.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SOURCE = HOME / "claims"
PAGES = SOURCE / "ui"

BANNED = {
    "html": "renders markup",
    "components": "runs outside code",
    "iframe": "shows another site",
    "download_button": "serves a stale file without asking who it is; use our own route",
    "audio": "serves from memory without a cookie",
    "video": "serves from memory without a cookie",
    "pdf": "serves from memory without a cookie",
    "number_input": "makes floats and loses French amounts",
    "cache_data": "is shared by everyone",
    "cache_resource": "is shared by everyone",
    "experimental_user": "is not our identity",
    "login": "is not our identity",
    "write": "guesses what to render",
    "latex": "renders markup",
}
MARKUP = {
    "markdown", "caption", "title", "header", "subheader", "success", "error", "warning", "info",
    "toast", "metric", "badge", "button", "link_button", "page_link", "radio", "selectbox",
    "multiselect", "checkbox", "toggle", "text_input", "text_area", "date_input", "file_uploader",
    "expander", "popover", "tabs", "pills", "segmented_control", "spinner", "status",
}  # fmt: skip
"""Elements whose first argument is read as Markdown."""
TYPED_BY_PEOPLE = {
    "name", "typed", "note", "owner", "address", "email", "phone", "registration", "claimant_name",
    "domain", "reason", "text_input", "text_area", "query_params",
}  # fmt: skip
"""Where people's words come from: attributes of claims and drafts, and what widgets give."""
INERT = {"plain", "len", "bool", "reasons"}
"""Calls that leave nothing of the words, or mark every sign Markdown knows as text."""
SAYS = {"say", "say_n", "join", "format", "strip", "upper", "lower"}
OFFERING = {"radio", "selectbox", "multiselect", "pills", "segmented_control", "metric"}
"""Elements whose second argument is read as Markdown as well."""
SILENT = {
    "key", "value", "index", "default", "args", "kwargs", "on_click", "on_change", "on_select",
    "disabled", "width", "height", "type", "icon", "query_params", "url",
}  # fmt: skip
"""Arguments that are never read as Markdown; every other one may be."""


@cache
def modules(folder: Path = SOURCE) -> tuple[tuple[Path, ast.Module], ...]:
    return tuple(
        (path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(folder.rglob("*.py"))
    )


def streamlit_calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Calls of `st.something(…)`, and of an element's method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def streamlit_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """What a module takes from Streamlit, whatever it calls it; elements of a container too."""
    called_so, nodes = {"st"}, list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            called_so |= {a.asname or a.name for a in node.names if a.name == "streamlit"}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
            yield from ((alias.name, node.lineno) for alias in node.names)
    for node in nodes:
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in called_so:
            yield node.attr, node.lineno


@cache
def taken_from_streamlit() -> tuple[tuple[str, str], ...]:
    """Every name all modules take from it, and where."""
    return tuple(
        (name, f"{path.relative_to(HOME)}:{line}")
        for path, tree in modules()
        for name, line in streamlit_names(tree)
    )


def banned_names(tree: ast.AST) -> list[str]:
    return [name for name, _ in streamlit_names(tree) if name in BANNED]


def scopes(tree: ast.Module) -> Iterator[ast.AST]:
    """The module's own lines, then each function by itself."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    yield from functions
    inside = {id(node) for function in functions for node in ast.walk(function)}
    yield ast.Module([n for n in tree.body if id(n) not in inside], [])


def assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name of a scope is given, anywhere in it."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and value is not None:
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(value)
    return found


def typed_by_people(
    node: ast.expr, names: dict[str, list[ast.expr]], *, direct: bool = True
) -> str:
    """What people typed in an expression, unless it is made inert; empty if nothing.

    Names are followed to what they were given; past that, the arguments of a call are its own
    business unless it only says, joins or formats them.
    """
    if isinstance(node, ast.Call):
        return typed_in_call(node, names, direct=direct)
    if isinstance(node, ast.Attribute) and node.attr in TYPED_BY_PEOPLE:
        return ast.unparse(node)
    if isinstance(node, ast.Name):
        given = names.get(node.id, ()) if direct else ()
        found = (typed_by_people(value, names, direct=False) for value in given)
        return next((f"{node.id} = {what}" for what in found if what), "")
    if isinstance(node, ast.IfExp):
        parts: list[ast.AST] = [node.body, node.orelse]
    else:
        parts = list(ast.iter_child_nodes(node))
    return first_typed(parts, names, direct=direct)


def typed_in_call(call: ast.Call, names: dict[str, list[ast.expr]], *, direct: bool) -> str:
    name = called(call)
    if name in INERT:
        return ""
    if name in TYPED_BY_PEOPLE:
        return ast.unparse(call)
    if not direct and name not in SAYS:
        return ""
    return first_typed([*call.args, *(k.value for k in call.keywords)], names, direct=direct)


def first_typed(parts: list[ast.AST], names: dict[str, list[ast.expr]], *, direct: bool) -> str:
    wanted = (part for part in parts if isinstance(part, ast.expr))
    found = (typed_by_people(part, names, direct=direct) for part in wanted)
    return next((what for what in found if what), "")


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def markup_faults(tree: ast.Module) -> Iterator[str]:
    seen: set[int] = set()
    for scope in scopes(tree):
        names = assigned(scope)
        for name, call in streamlit_calls(scope):
            if name not in MARKUP or id(call) in seen:
                continue
            seen.add(id(call))
            told = [
                *call.args[: 2 if name in OFFERING else 1],
                *(k.value for k in call.keywords if k.arg not in SILENT),
            ]
            found = [what for e in told if (what := typed_by_people(e, names))]
            yield from (f"line {call.lineno}: st.{name} is given {what}" for what in found)


def test_R20_what_people_typed_is_never_markup():
    faults = [
        f"{p.relative_to(HOME)} {f}" for p, tree in modules(PAGES) for f in markup_faults(tree)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "wrong",
    [
        "st.markdown(claim.claimant.name)",
        "st.caption(f'{service.typed} : {amount}')",
        "st.title(say('Dossier de {who}', fr, who=claimant.name))",
        "def f(claim):\n    who = claim.contact.email\n    st.error(who)",
        "st.button('Retirer ' + exhibit.name)",
        "with st.container():\n    box.markdown(loss.note)",
        "st.radio('Qui?', [claimant.name])",
        "st.selectbox('Qui?', options=[c.claimant.name for c in claims])",
        "st.selectbox('Qui?', numbers, format_func=lambda n: names[n].claimant_name)",
        "st.metric(label=service.domain, value=3)",
        "st.button('Retirer', help=exhibit.name)",
    ],
)
def test_the_rule_on_markup_sees_people_s_words(wrong):
    assert list(markup_faults(ast.parse(wrong)))


@pytest.mark.parametrize(
    "right",
    ["st.text(claim.claimant.name)", "st.markdown(plain(claimant.name))",
     "st.markdown(say('Bonjour', fr))", "st.caption(matter.short.in_(fr))"],
)  # fmt: skip
def test_the_rule_on_markup_lets_inert_elements_be(right):
    assert not list(markup_faults(ast.parse(right)))


def headings_with_a_link(tree):
    """Streamlit puts a link on a heading that has an anchor, and names it in English."""
    for name, call in streamlit_calls(tree):
        linked = all(k.arg != "anchor" or ast.unparse(k.value) != "False" for k in call.keywords)
        if name in ("title", "header", "subheader") and linked:
            yield f"line {call.lineno}: st.{name}"


def test_no_heading_has_a_link_which_a_screen_reader_would_name_in_english():
    found = [f"{p.name} {h}" for p, tree in modules(PAGES) for h in headings_with_a_link(tree)]
    assert not found, "\n".join(found)


def test_the_rule_on_headings_sees_one_whose_link_is_left_on():
    assert list(headings_with_a_link(ast.parse("st.title('Pertes')\nbox.header('x', anchor='x')")))
    assert not list(headings_with_a_link(ast.parse("st.title('Pertes', anchor=False)")))


def test_R20_no_element_that_renders_runs_or_serves_from_memory_is_used():
    used = [
        f"{place} st.{name} {BANNED[name]}"
        for name, place in taken_from_streamlit()
        if name in BANNED
    ]
    assert not used, "\n".join(used)


@pytest.mark.parametrize(
    "wrong",
    ["import streamlit as st\nst.html(x)", "import streamlit\nstreamlit.write(x)",
     "import streamlit as s\ns.cache_data(f)", "from streamlit import html",
     "from streamlit.components import v1, iframe", "from streamlit import cache_data as keep"],
)  # fmt: skip
def test_the_rule_on_elements_sees_them_under_any_name(wrong):
    assert banned_names(ast.parse(wrong))


def test_R04_nothing_is_cached_that_two_people_could_share():
    cached = [place for name, place in taken_from_streamlit() if name.startswith("cache")]
    assert not cached, "\n".join(cached)


def test_every_requirement_tested_is_told_and_every_one_told_is_tested():
    told = (HOME / "docs" / "trust.md").read_text(encoding="utf-8").partition("## Not promised")[0]
    rows = [line for line in told.splitlines() if line.startswith("| R-")]
    promised = {n for row in rows for n in re.findall(r"R-([0-9]{2})", row.split("|")[1])}
    tests = (path.read_text(encoding="utf-8") for path in (HOME / "tests").rglob("test_*.py"))
    tested = {n for text in tests for n in re.findall(r"def test_R([0-9]{2})_", text)}
    assert promised == tested


def test_the_claim_number_is_all_that_an_address_says():
    """Other parameters would put what people typed in logs and histories."""
    asked = {
        argument.value
        for path, tree in modules(PAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Subscript) and "query_params" in ast.unparse(node)
        for argument in (node.args[:1] if isinstance(node, ast.Call) else [node.slice])
        if isinstance(argument, ast.Constant)
    }
    assert asked <= {"numero"}


def test_nothing_is_evaluated_unpickled_or_rendered_raw():
    banned = {"eval", "exec", "compile", "__import__"}
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found += [f"{path.name}: {node.func.id}"] if node.func.id in banned else []
            if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                found.append(f"{path.name}: unsafe_allow_html")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
                found += [f"{path.name}: {n}" for n in names & {"pickle", "marshal", "shelve"}]
    assert not found, "\n".join(found)


def test_tables_from_people_are_read_in_the_child_never_here():
    """`pandas.read_*` on a hostile file keeps a processor busy for half a minute."""
    readers = [
        f"{path.relative_to(HOME)}:{node.lineno} {node.attr}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("pd", "pandas")
        and node.attr.startswith("read_")
    ]
    assert not readers, "\n".join(readers)


def test_no_float_stands_on_the_way_of_money():
    """Statistics are floats and say so; money is whole cents from the form to the file."""
    exact = [SOURCE / "money.py", SOURCE / "i18n" / "amounts.py", *(SOURCE / "claim").glob("*.py")]
    exact += [p for p in (SOURCE / "damages").glob("*.py") if "sales" not in p.name]
    floats = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in exact
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and called(node) == "float"
    ]
    assert not floats, "\n".join(floats)


def test_no_folder_named_pages_opens_doors_by_itself():
    assert not (SOURCE / "ui" / "pages").exists()
    assert not (HOME / "pages").exists()


def test_every_page_of_the_table_has_its_file_and_every_file_its_page():
    from claims.access import Role
    from claims.office.pages import pages_of

    wanted = {page.file for role in Role for page in pages_of(role)}
    standing = {path.name for path in (PAGES / "app_pages").glob("*.py")}
    assert standing - wanted == set()
    assert wanted - standing == set()


def test_the_launcher_is_the_app_streamlit_finds_by_reading():
    tree = ast.parse((HOME / "claims_app.py").read_text(encoding="utf-8"))
    apps = [
        ast.unparse(node.value.func)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if ast.unparse(node.targets[0]) == "app"
    ]
    assert apps == ["st.App"]


def actions_written() -> set[str]:
    """First words of every journal entry the source can write, constants read where they stand."""
    found = set()
    for _, tree in modules():
        named = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and called(node) in JOURNAL:
                first = node.args[0]
                said = (
                    first.value
                    if isinstance(first, ast.Constant)
                    else named.get(getattr(first, "id", ""))
                )
                found |= {said} if isinstance(said, str) else set()
    return found


JOURNAL = {"Event", "_event", "note"}
"""What writes an entry of the journal: its first argument says what happened."""


def test_every_migration_is_told_in_the_list_of_them():
    told = (HOME / "docs" / "house.md").read_text().partition("## Migrations")[2]
    made = [path.name[:4] for path in (HOME / "claims/store/migrations/versions").glob("0*.py")]
    assert made
    assert [number for number in sorted(made) if f"`{number}`" not in told] == []


def test_counsel_reads_every_entry_of_the_journal_in_words():
    from claims.ui.staff_journal import ACTIONS

    written = {said for said in actions_written() if said.islower() and len(said) < 40}
    assert {"file claim", "load demo", "alert: guessing", "number exhibits"} <= written
    assert written - set(ACTIONS) == set()


def test_every_module_is_named_once_in_the_table_of_rooms():
    rooms = (HOME / "docs" / "house.md").read_text().partition("## Rooms")[2].partition("\n## ")[0]
    named = {}
    for room, holds in re.findall(r"^\| `(\w+)` \| (.+) \|$", rooms, re.MULTILINE):
        assert room not in named, room
        named[room] = re.findall(r"`(\w+)\*?`", holds)
        assert sorted(named[room]) == sorted(set(named[room])), room
    for room, modules in named.items():
        if room in {"ui", "i18n"}:
            continue
        made = {path.stem for path in (HOME / "claims" / room).glob("*.py")} - {"__init__"}
        assert made - set(modules) == set(), room


def test_the_verifier_of_a_bundle_runs_where_it_says_it_does():
    path, told = HOME / "claims/documents/verify.py", "Python 3.8"
    assert told in path.read_text(encoding="utf-8")
    vermin = Path(sys.executable).with_name("vermin")
    asked = [vermin, "--no-tips", "--violations", "-t=3.8-", path]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
