"""Which browser session belongs to whom, so that files sent under another's session are refused.

Streamlit knows sessions and the door knows cookies; every run of a page notes here, in memory, who
sits where. A session that never ran a page has no seat, and nothing may be uploaded to it.
"""

from collections import OrderedDict
from threading import Lock

MOST_SEATS = 20_000

_turn = Lock()
_seats: OrderedDict[str, str] = OrderedDict()


def sit(session: str, who: str) -> None:
    """Note who was last seen in a session; empty for nobody."""
    with _turn:
        _seats[session] = who
        _seats.move_to_end(session)
        if len(_seats) > MOST_SEATS:
            _seats.popitem(last=False)


def sits_there(session: str, who: str) -> bool:
    """Whether that session is this person's."""
    with _turn:
        return bool(who) and _seats.get(session) == who
