"""An entry of the journal may be hidden, but not the last word on what a bundle holds.

The snapshot that the last entry seals lists how every claim stood, a salted hash each; the bundle
says of its own claims what makes their hashes again.
"""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.claim.canonical import canonical
from claims.documents import verify
from claims.store.columns import utc_text
from tests.documents.documents_makers import AT, a_bundle
from tests.documents.forged_makers import NAMED, NUMBER, SALT, a_titled_bundle, a_withheld_bundle
from tests.documents.forging import fault, manifest_of
from tests.documents.hidden_makers import ROLLED_BACK, one_of_two
from tests.documents.test_forgeries import unpacked


@pytest.mark.parametrize("what", ROLLED_BACK)
def test_R52_a_bundle_brought_back_to_an_older_word_is_refused(what: str, tmp_path: Path) -> None:
    make, forge, where, code = ROLLED_BACK[what]
    folder = unpacked(make(), tmp_path / "dossier")
    head = manifest_of(folder)["journal"]["hash"]
    assert verify.check(str(folder), head)["unlisted"] == []
    forge(folder)
    assert fault(folder, head) == (where, code)


def test_the_hash_of_a_claim_is_of_the_last_words_on_it_and_its_exhibits(tmp_path: Path) -> None:
    folder = unpacked(a_titled_bundle(), tmp_path)
    [claim] = manifest_of(folder)["claims"]
    assert claim["salt"] == SALT
    unsaid = {"level": "confidential", "reason": "", "title": "", "version": 0, "copy": "",
              "quarantined": False, "by": [["", ""], ["", ""]]}  # fmt: skip
    classed = {"level": "public", "by": [["système é", utc_text(AT)[:19] + "Z"], ["", ""]]}
    said = canonical({
        "salt": SALT, "number": NUMBER, "revision": 1, "sha256": claim["sha256"],
        "status": "submitted", "rules": "",
        "exhibits": [{"id": "e1", **unsaid, **classed, "title": NAMED.seal},
                     {"id": "e2", **unsaid}],
    })  # fmt: skip
    listed = json.loads((folder / "instantane.json").read_text("utf-8"))["stands"]
    assert listed == [sha256(said.encode()).hexdigest()]


def test_a_partial_bundle_of_a_redacted_set_stands_in_a_list_that_names_nobody(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.zip").write_bytes(a_withheld_bundle())
    assert verify.check(str(tmp_path / "b.zip"))["unlisted"] == []
    with ZipFile(BytesIO(one_of_two())) as archive:
        frozen = archive.read("instantane.json")
    assert len(json.loads(frozen)["stands"]) == 2
    assert NUMBER.encode() not in frozen


def test_a_snapshot_of_before_the_list_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.zip").write_bytes(a_bundle())
    assert verify.main([str(tmp_path / "b.zip")]) == 0
    said = capsys.readouterr().out
    assert "whether an entry of the journal is hidden" in said
    assert "1 (instantane.json)" in said
