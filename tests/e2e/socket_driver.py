"""Streamlit's own socket, driven without a browser: any cookie, any session id, any page name."""

from collections.abc import Iterator
from contextlib import ExitStack

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
"""A run cut short by the one that was asked for."""


class Socket:
    """One connection; `run` asks for a page and gives every message of its run."""

    def __init__(self, served, *, token: str = "", session: str = "") -> None:
        protocols = ["streamlit", *(["x", session] if session else [])]
        self.url = served.url
        self.held = ExitStack()
        self.socket: ClientConnection = self.held.enter_context(
            connect(
                f"ws://127.0.0.1:{served.port}/_stcore/stream",
                subprotocols=protocols,
                origin=served.url,
                additional_headers={"Cookie": f"claims={token}"} if token else {},
                max_size=None,
                max_queue=None,  # else what nobody reads keeps the end from being heard
            )
        )

    def run(self, page: str, query: str = "") -> list[ForwardMsg]:
        """Run a page by its address."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        self.socket.send(asked.SerializeToString())
        return list(self._until_finished())

    def _until_finished(self) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=20))
            yield message
            if message.WhichOneof("type") == "script_finished" and message.script_finished != EARLY:
                return

    def close(self) -> None:
        """Leave."""
        self.held.close()


def session_of(messages: list[ForwardMsg]) -> str:
    """The id of the session, as Streamlit tells it to its browser part."""
    started = (m.new_session for m in messages if m.WhichOneof("type") == "new_session")
    return next(iter(started)).initialize.session_id


def raw(messages: list[ForwardMsg]) -> bytes:
    """Every byte of a run."""
    return b"".join(message.SerializeToString() for message in messages)


def stands(messages: list[ForwardMsg]) -> tuple[frozenset[str], str]:
    """The addresses a run knows, and the one it opened in the end.

    Told by its last word on navigation: the notice of a page that does not exist may be dropped
    when the run at once goes elsewhere.
    """
    told = [m.navigation for m in messages if m.WhichOneof("type") == "navigation"][-1]
    paths = {page.page_script_hash: page.url_pathname for page in told.app_pages}
    return frozenset(paths.values()), paths[told.page_script_hash]


def shown(messages: list[ForwardMsg]) -> list[bytes]:
    """What a run draws, element by element, without what differs from one session to another."""
    return [m.delta.SerializeToString() for m in messages if m.WhichOneof("type") == "delta"]
