"""What an answer or a press sets off is done whole before the next one is heard.

Streamlit may break a run off, for a newer one, wherever it reads `st.session_state`; and it may do
so while `on_change` or `on_click` is at work, which then never ends. Whoever leaves a field by
pressing a button would see what they typed on the page, and it would not be kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState

HEARS = "_yield_callback"
"""Streamlit's name of what breaks a run off when a newer one is asked for."""
_called = SafeSessionState.on_script_will_rerun


@wraps(_called)
def _called_whole(state: SafeSessionState, *given: Any, **named: Any) -> None:
    """Every callback of a run; what is asked meanwhile waits for their end, and is then heard."""
    getattr(state, HEARS)()
    with _unheard(state):
        _called(state, *given, **named)


@contextmanager
def _unheard(state: SafeSessionState) -> Iterator[None]:
    hears = getattr(state, HEARS)
    object.__setattr__(state, HEARS, lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, HEARS, hears)


@contextmanager
def together() -> Iterator[None]:
    """What is noted of a thing just done, in the page itself: all of it, whoever presses meanwhile.
    Nothing is drawn in the block."""
    context = get_script_run_ctx()
    with _unheard(context.session_state) if context else nullcontext():
        yield


def end_what_is_begun() -> None:
    """From now on, no callback is broken off."""
    SafeSessionState.on_script_will_rerun = _called_whole  # type: ignore[assignment]
