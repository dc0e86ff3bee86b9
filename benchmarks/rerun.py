"""Row 10: what one rerun of a page costs the server, in CPU, told over its own WebSocket.

    python -m benchmarks.rerun            five rounds of forty reruns each
    python -m benchmarks.rerun --quick    a few, to see that every page answers

Ours is the claimant's page of contact details, served as `python -m claims serve` does: with
nothing changed, and with one field changed, which also saves it and waits for the disk. The peers
are an app of five text fields and nothing else: under `streamlit run` as it comes, and under our
server with our options.
"""

import os
import secrets
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.rounds import ROUNDS, record, setting, table
from claims.office import entrance
from claims.office.house import open_house
from claims.settings import Settings
from claims.web.serve import listening_socket

HOME = Path(__file__).resolve().parent.parent
PEER = Path(__file__).with_name("fields_app.py")
TICK = os.sysconf("SC_CLK_TCK")
OURS = "import sys; from claims.web.serve import serve; serve(int(sys.argv[1]))"
LIKE_OURS = """
import sys, uvicorn, streamlit as st
from claims.web.serve import listening_socket
server = uvicorn.Server(uvicorn.Config(
    st.App(sys.argv[2]), ws="websockets-sansio", ws_per_message_deflate=False, log_level="warning"))
server.run(sockets=[listening_socket("127.0.0.1", int(sys.argv[1]))])
"""


class Visitor:
    """A browser without a screen: reruns a page and knows the fields it was sent."""

    def __init__(self, socket: ClientConnection, page: str = "", query: str = "") -> None:
        self.socket, self.page, self.hash, self.query = socket, page, "", query
        self.fields: dict[str, str] = {}
        self.shown: set[str] = set()
        """Kinds of element that were drawn."""
        self.rerun()

    def rerun(self, **typed: str) -> None:
        """Run the page, with what is typed by part of a field's id; returns when it is drawn."""
        wanted = BackMsg()
        wanted.rerun_script.page_script_hash = self.hash
        wanted.rerun_script.page_name = "" if self.hash else self.page
        wanted.rerun_script.query_string = self.query
        for field, value in self.fields.items():
            told = next((text for part, text in typed.items() if part in field), value)
            self.fields[field] = told
            wanted.rerun_script.widget_states.widgets.add(id=field, string_value=told)
        self.socket.send(wanted.SerializeToString())
        while not self._drawn(ForwardMsg.FromString(self.socket.recv(timeout=60))):
            pass

    def _drawn(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.hash = message.navigation.page_script_hash
        elif kind == "delta":
            self.shown.add(message.delta.new_element.WhichOneof("type") or "")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "text_input":
            shown = message.delta.new_element.text_input
            self.fields.setdefault(shown.id, shown.value or shown.default)
        return kind == "script_finished"


def link(port: int, cookie: str = "") -> ClientConnection:
    """The connection a browser makes; to be closed."""
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookie} if cookie else {},
        max_size=None,
    )


@contextmanager
def server(command: Sequence[str], folder: Path, more: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Process id and port of a server, once it answers."""
    with listening_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    words = [word.replace("PORT", str(port)) for word in command]
    environment = os.environ | {"PYTHONPATH": str(HOME)} | more
    process = subprocess.Popen(
        words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            link = HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/_stcore/health")
            if link.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise TimeoutError(f"no answer on port {port}")


def cpu(process: int) -> float:
    """Seconds of processor a process has used, its own and the kernel's on its behalf."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / TICK


def settings(folder: Path) -> Settings:
    """A registry of its own under a folder."""
    return Settings(mode="demo", data_dir=folder / "var", exports_dir=folder / "exports")


def claimant(folder: Path) -> entrance.Started:
    """A claim begun there: its number, and the cookie of who began it."""
    return entrance.start(
        open_house(settings(folder)), "whc-2021", "fr",
        key=secrets.token_urlsafe(32), now=datetime.now(UTC), entropy=secrets.token_bytes,
    )  # fmt: skip


class Contestant:
    """One page of one server, rerun again and again."""

    def __init__(self, process: int, visitor: Visitor, typing: str = "") -> None:
        self.process, self.visitor, self.typing = process, visitor, typing
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self.turn = 0

    def reruns(self, times: int, *, kept: bool) -> None:
        """So many reruns; kept: whether this round counts."""
        before, start = cpu(self.process), time.perf_counter()
        for _ in range(times):
            self.turn += 1
            typed = {self.typing: f"essai.{self.turn}@exemple.ca"} if self.typing else {}
            self.visitor.rerun(**typed)
        if kept:
            self.wall.append((time.perf_counter() - start) / times)
            self.cpu.append((cpu(self.process) - before) / times)


def contestants(
    stack: ExitStack, folder: Path, begun: Sequence[entrance.Started]
) -> dict[str, Contestant]:
    """Every server started, every page open."""
    here = settings(folder)
    places = {"CLAIMS_DATA_DIR": str(here.data_dir), "CLAIMS_EXPORTS_DIR": str(here.exports_dir)}
    environment = places | {"CLAIMS_MODE": "demo"}
    python, quiet = sys.executable, ["--browser.gatherUsageStats", "false"]
    plain = [python, "-m", "streamlit", "run", str(PEER), "--server.port", "PORT", *quiet]
    ours, usual, like = (
        stack.enter_context(server(command, where, more))
        for command, where, more in (
            ([python, "-c", OURS, "PORT"], HOME, environment),
            ([*plain, "--server.headless", "true"], folder, {}),
            ([python, "-c", LIKE_OURS, "PORT", str(PEER)], HOME, {}),
        )
    )

    def visit(port: int, page: str = "", cookie: str = "") -> Visitor:
        return Visitor(stack.enter_context(link(port, cookie)), page)

    mine = [visit(ours[1], "coordonnees", f"claims={each.token}") for each in begun]
    return {
        "ours, nothing changed": Contestant(ours[0], mine[0]),
        "ours, one field saved": Contestant(ours[0], mine[1], "email"),
        "five fields, streamlit run": Contestant(usual[0], visit(usual[1]), "one"),
        "five fields, our server": Contestant(like[0], visit(like[1]), "one"),
    }


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    rounds, times = (1, 3) if quick else (ROUNDS, 40)
    with TemporaryDirectory() as name, ExitStack() as stack:
        begun = [claimant(Path(name)) for _ in range(2)]
        entered = contestants(stack, Path(name), begun)
        for turn in range(rounds + 1):
            for contestant in entered.values():
                contestant.reruns(times, kept=turn > 0)
        kept = open_house(settings(Path(name))).store.drafts.read(begun[1].number)
        assert kept, "the draft is gone"
        typed = entered["ours, one field saved"].visitor.fields.values()
        assert kept.form["contact"]["email"] in set(typed) - {""}, "what was typed was not saved"
    base = median(entered["five fields, our server"].cpu)
    rows = [
        [name, str(len(each.visitor.fields)), f"{median(each.cpu) * 1000:.1f}",
         f"{median(each.cpu) / base:.2f}" if base else "", f"{median(each.wall) * 1000:.1f}"]
        for name, each in entered.items()
    ]  # fmt: skip
    titles = ["page", "text fields", "CPU ms a rerun (limit 7)", "÷ five fields", "wall ms a rerun"]
    told = table(titles, rows)
    print(*told, sep="\n")
    assert all(each.visitor.fields for each in entered.values()), "a page without a field"
    if not quick:
        record("Row 10: one rerun of a page", [setting("streamlit", "uvicorn"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
