"""What an attentive lawyer should find: one site claimed twice, one invoice used twice, a wave."""

import copy

from making.claims import Case

INVOICED = ("4300.00", "5600.00", "4900.00", "2200.00", "4100.00", "5200.00")
NIGHT = ("63a19fcffb", "312d1c2471", "d14d320f71", "bca28a69cf", "416f1211df")


def planted(made: list[Case]) -> list[tuple[dict, dict]]:
    """(form, course) of claims planted beside the others."""
    agencies = [c for c in made if c.subgroup == "A1" and len(c.form["services"]) > 2 and c.form["exhibits"]]
    owners = [_owner(n, agency) for n, agency in enumerate(agencies[:6], 1)]
    return [*owners, *(_wave(n) for n in range(1, 6))]


def _owner(n: int, agency: Case) -> tuple[dict, dict]:
    """The owner of a site its designer also claims; the first two bring the designer's invoice."""
    service = copy.deepcopy(next(s for s in agency.form["services"][1:] if s["type"] != "mail"))
    name, language = service["owner"], agency.language
    shop = service["answers"]["use"] == "shop"
    service |= {"id": "s1", "owner": "", "subgroup": "B1" if shop else "B2"}
    service["answers"] |= {"role": "owns", "outcome": "lost"}
    service["restored"] = ""
    losses = [{"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-09-06", "end": "2021-10-29",
               "inputs": {"invoices": INVOICED[n - 1]}, "note": ""}]
    brought = [e for e in agency.form["exhibits"] if e["kind"] == "invoice"][: 1 if n <= 3 else 0]
    exhibits = [{"id": "e1", "file": e["file"], "kind": "invoice", "losses": ["l1"]} for e in brought]
    form = {
        "key": f"w9{n:02}", "language": language,
        "claimant": {"kind": "business", "name": name, "capacity": "owner", "registrant": "no", "registration": ""},
        "contact": {"email": f"info@{service['domain'].split('//')[-1].removeprefix('www.').strip('/').lower()}", "phone": "", "address": "", "place": "QC"},
        "answers": {"own_action": "no"}, "services": [service], "losses": losses, "credits": [], "exhibits": exhibits,
        "attestation": {"name": f"Direction de {name}" if language == "fr" else f"Manager of {name}", "agreed": "yes"}, "fictional": True, "source": "",
    }
    return form, {"key": form["key"], "at": 5600 + 600 * n, "time": f"{9 + n:02}:15", "then": []}


def _wave(n: int) -> tuple[dict, dict]:
    """Five claims alike, filed within minutes of one night."""
    domain = f"{NIGHT[n - 1]}.example"
    form = {
        "key": f"w95{n}", "language": "fr",
        "claimant": {"kind": "person", "name": f"Alex Martinot {'ABCDE'[n - 1]}.", "capacity": "owner", "registrant": "no", "registration": ""},
        "contact": {"email": f"alex.martinot.{n}@{domain}", "phone": "", "address": "", "place": "QC"},
        "answers": {"own_action": "no"},
        "services": [{"id": "s1", "domain": domain, "type": "showcase", "subgroup": "B2", "restored": "", "owner": "",
                      "answers": {"hosted": "yes", "role": "owns", "use": "showcase", "outcome": "lost", "own_backup": "no"}}],
        "losses": [
            {"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-29", "end": "2021-09-30", "inputs": {"hours": "176"}, "note": ""},
            {"id": "l2", "head": "own_time", "service": "", "start": "2021-08-28", "end": "2021-09-10", "inputs": {"hours": "40"}, "note": ""},
        ],
        "credits": [], "exhibits": [], "attestation": {"name": f"Alex Martinot {'ABCDE'[n - 1]}.", "agreed": "yes"}, "fictional": True, "source": "",
    }
    return form, {"key": form["key"], "at": 7300, "time": f"03:{11 + 2 * n}", "then": []}
