"""What a careful forger does to a bundle: change something, then redo every hash that can be."""

import csv
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from claims.documents import verify
from claims.documents.zipped import Member, Written, zipped

AMOUNTS = ("declared_cents", "supported_cents", "admitted_cents")
Row = dict[str, str]


def fault(path: Path, head: str | None = None) -> tuple[str, str]:
    """The first thing that does not agree: where, and code."""
    with pytest.raises(verify.BundleError) as found:
        verify.check(str(path), head)
    return found.value.where, found.value.code


def zip_of(members: Iterable[tuple[str, bytes]], at: str = "") -> bytes:
    """These files as a bundle is zipped; at: the moment they bear, else that of their manifest."""
    every = list(members)
    told = at or _moment(dict(every).get("manifest.json", b""))
    made = (Member(name, [content], size=len(content)) for name, content in every)
    return b"".join(zipped(made, Written(), at=datetime.fromisoformat(told)))


def _moment(manifest: bytes) -> str:
    try:
        return str(json.loads(manifest)["at"])
    except (ValueError, TypeError, LookupError):
        return "2026-11-25T15:00:00Z"


def zip_folder(folder: Path) -> bytes:
    """A folder as a bundle is zipped."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return zip_of((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def manifest_of(folder: Path) -> Any:
    """The manifest as it stands."""
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def write_manifest(folder: Path, manifest: object) -> None:
    """Put this manifest in place, and sums that agree with it."""
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    write_sums(folder)


def write_twice(folder: Path, name: str, key: str) -> None:
    """Have a key stand twice where it first stands in a file of JSON, and sums that agree."""
    path = folder / name
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'"{key}":', f'"{key}": "x", "{key}":', 1), "utf-8")
    if name == "manifest.json":
        write_sums(folder)
    else:
        resum(folder)


def write_sums(folder: Path) -> None:
    """Put sums that agree with the files there."""
    files = {
        p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"
    }  # fmt: skip
    lines = [f"{digest}  {path}\n" for path, digest in sorted(files.items())]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def resum(folder: Path, manifest: Any = None, *, relist: bool = True) -> None:
    """Write the lists of exhibits, unless told not to, the manifest's list of files and its totals,
    then SHA256SUMS, to agree with the manifest and the files there."""
    manifest = manifest or manifest_of(folder)
    if relist:
        write_lists(folder, manifest)
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}
    for name in ("manifest.json", "SHA256SUMS"):
        del files[name]
    manifest["files"] = {
        path: {"sha256": sha256(content).hexdigest(), "size": len(content)}
        for path, content in files.items()
    }
    for told in manifest["documents"] + manifest["exhibits"]:
        told |= manifest["files"][told["path"]]
    for told in manifest["claims"]:
        told["disclosed"] = manifest["files"][told["path"]]["sha256"]
    lines = rows_of(folder / manifest["lines"])
    sums = {name: sum(int(row[name]) for row in lines) for name in AMOUNTS}
    manifest["totals"] = {**sums, "lines": len(lines)}
    nodes = verify.leaves({path: told["sha256"] for path, told in manifest["files"].items()})
    manifest["merkle"] = {"root": verify.merkle_root(nodes).hex(), "leaves": len(nodes)}
    write_manifest(folder, manifest)


def write_lists(folder: Path, manifest: Any) -> None:
    """Write index.csv and the lists of review platforms as the manifest would have them."""
    for told in manifest["documents"] + manifest["exhibits"]:
        content = (folder / told["path"]).read_bytes()
        told |= {"sha256": sha256(content).hexdigest(), "size": len(content)}
    claims = {
        told["number"]: json.loads((folder / told["path"]).read_bytes())
        for told in manifest["claims"]
    }
    for path, (_, lines) in verify.lists_of(manifest, claims).items():
        text = "".join(cell for _, cells in lines for cell in cells)
        (folder / path).write_bytes(text.encode())


def hide(folder: Path, action: str, nth: int = -1) -> None:
    """Leave of one entry of an action, the last unless told, only what the journal shows of those
    it hides."""
    path = folder / "journal.jsonl"
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    places = [n for n, each in enumerate(entries) if each.get("action") == action]
    shown = entries[places[nth]]
    entries[places[nth]] = {name: shown[name] for name in ("seq", "previous", "hash")} | {
        "content": verify.content_of(shown)
    }
    path.write_text("".join(f"{json.dumps(each)}\n" for each in entries), "utf-8")


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV of the bundle."""
    return list(csv.DictReader(StringIO(path.read_text("utf-8"), newline="")))


def change_rows(path: Path, change: Callable[[list[Row]], list[Row] | None]) -> None:
    """Write a CSV again with its rows changed in place, or with the rows given back."""
    rows = rows_of(path)
    names = list(rows[0])
    kept = change(rows)
    out = StringIO(newline="")
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows if kept is None else kept)
    path.write_text(out.getvalue(), "utf-8", newline="")
