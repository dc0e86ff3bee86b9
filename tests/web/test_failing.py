"""What is written of a page that fails: its kind and its place, never its words."""

import logging

from claims.ui.failing import STREAMLITS, WithoutWords, keep_words_out_of_logs, place
from claims.web.logs import scrub


def failing(name: str) -> Exception:
    try:
        raise ValueError(f"la réclamante {name} a inscrit 4 570,00 $")
    except ValueError as fault:
        return fault


def test_R07_what_streamlit_logs_of_a_failed_page_names_no_one(caplog):
    keep_words_out_of_logs()
    with caplog.at_level(logging.ERROR, logger=STREAMLITS):
        logging.getLogger(STREAMLITS).error("Uncaught", exc_info=failing("Zoé Lévesque"))
    assert "Zoé" not in caplog.text
    assert "4 570" not in caplog.text
    assert "ValueError at" in caplog.text
    assert "failing" in caplog.text


def test_the_filter_is_put_once():
    keep_words_out_of_logs()
    keep_words_out_of_logs()
    known = [f for f in logging.getLogger(STREAMLITS).filters if isinstance(f, WithoutWords)]
    assert len(known) == 1


def test_the_place_of_a_fault_is_its_last_line():
    assert place(failing("x")).partition(":")[0].endswith("failing")
    assert place(ValueError()) == "unknown"


def test_R07_a_log_line_keeps_only_the_keys_that_name_no_one():
    told = {"event": "chore_failed", "path": "/aide", "chore": "sweep"}
    assert scrub(None, "info", told | {"name": "Zoé", "code": "ABCD"}) == told


def test_R07_an_address_that_holds_a_session_is_cut():
    line = scrub(None, "info", {"event": "x", "path": "/_stcore/upload_file/abc/def"})
    assert line["path"] == "/_stcore/upload_file/"
