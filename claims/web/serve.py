"""The server for real use: one process around `claims_app:app`, on a socket that does not wait.

`streamlit run` leaves Nagle's algorithm on, which holds the last packet of every answer for 40 ms;
here the listening socket, and so every connection, sends at once. Behind a proxy that ends TLS.
"""

import errno
import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import uvicorn

from claims.i18n import Language, say
from claims.i18n.refusals import reason_of
from claims.i18n.sentences import sentence
from claims.office.administrator import TITLES
from claims.office.demo_staff import LOG_INS
from claims.office.opening import FAULTS, open_now, why_shut
from claims.problems import Problem
from claims.settings import PRIVATE, Settings

APP = "claims_app:app"
HOME = Path(__file__).resolve().parents[2]
LAST_PORT = 65535
EVERY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104  compared with, not listened on
BACKLOG = 2048
MEGABYTE = 1024 * 1024
SOCKET_MB = 5
"""Largest message a browser may send over its socket: server.maxWidgetStateSize."""
OPENED_AFTER = 2.0
SLOW = 15
"""Seconds an idle connection may stay open between two requests."""


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket whose connections inherit TCP_NODELAY; raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.bind((host, port))
    listening.set_inheritable(True)
    return listening


def serve(
    port: int = 8501,
    *,
    host: str = "127.0.0.1",
    open_browser: bool = False,
    language: Language = "fr",
    settings: Settings | None = None,
) -> int:
    """Serve until told to stop; the exit status. Says where to look and, in demo, how to get in."""
    os.umask(PRIVATE)
    try:
        settings = open_now(_reached_at(settings or Settings(), host, port)).settings
    except FAULTS as fault:
        return _refuse(why_shut(fault, language))
    try:
        listening = listening_socket(host, port)
    except OSError as fault:
        return _refuse(sentence(_no_port(fault, host, port), language))
    with listening:
        address = address_at(host, listening.getsockname()[1])
        config = _loaded(settings)
        sys.stdout.write(told(settings, address, language))
        sys.stdout.flush()
        return _run(listening, config, address if open_browser else "")


def _no_port(fault: OSError, host: str, port: int) -> Problem:
    """Why the port is not ours, and another to try."""
    told = {"port": str(port), "host": host}
    if fault.errno == errno.EADDRINUSE:
        other = port + 1 if port < LAST_PORT else port - 1
        return Problem("", "port-taken", {**told, "other": str(other)})
    return Problem("", "port-closed", {**told, **reason_of(fault)})


def _reached_at(settings: Settings, host: str, port: int) -> Settings:
    """A demonstration without an address of its own writes links to this one in its letters."""
    if settings.public_url or settings.mode != "demo":
        return settings
    return settings.model_copy(update={"public_url": address_at(host, port)})


def address_at(host: str, port: int) -> str:
    """What a browser of this machine goes to: every address at once is none to follow."""
    named = "localhost" if host in EVERY_ADDRESS else host
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _run(listening: socket.socket, config: uvicorn.Config, to_open: str) -> int:
    server = uvicorn.Server(config)
    if to_open:
        threading.Timer(OPENED_AFTER, webbrowser.open, (to_open,)).start()
    server.run(sockets=[listening])
    return 0 if server.started else 3


def _loaded(settings: Settings) -> uvicorn.Config:
    """The app is imported here: what it refuses is said before anything is announced."""
    sys.path.insert(0, str(HOME))
    config = _config(settings)
    config.load()
    return config


def _config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        APP,
        ws="websockets-sansio",
        ws_max_size=SOCKET_MB * MEGABYTE,
        ws_per_message_deflate=False,
        backlog=BACKLOG,
        timeout_keep_alive=SLOW,
        timeout_graceful_shutdown=10,
        proxy_headers=settings.mode == "production",
        forwarded_allow_ips=settings.proxy,
        server_header=False,
        access_log=False,
        log_level="warning",
    )


def told(settings: Settings, address: str, language: Language) -> str:
    """What the terminal says at the start."""
    lines = ["", "  " + say("Le registre répond à {address}", language, address=address)]
    if settings.mode == "demo":
        hint = say(
            "Démonstration : données fictives. L’équipe entre par {address}, où le code à six "
            "chiffres est affiché.",
            language,
            address=f"{address}/connexion/equipe",
        )
        lines += ["", f"  {hint}", ""]
        titles = {role: say(title, language) for role, title in TITLES.items()}
        wide, wider = max(map(len, titles.values())), max(len(p.email) for p in LOG_INS)
        lines += [f"    {titles[p.role]:{wide}}  {p.email:{wider}}  {p.password}" for p in LOG_INS]
    return "\n".join([*lines, "", ""])
