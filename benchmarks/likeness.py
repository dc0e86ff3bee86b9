"""Row 13: claimants alike among 100,000, against splink on the same columns and the same blocks.

    python -m benchmarks.likeness            10,000 and 100,000 claimants; ours alone at a million
    python -m benchmarks.likeness --quick    a small one, to see that both find those planted

One claimant in twenty files again under a name, an e-mail and a telephone number each of which may
hold a slip: a letter or a digit changed, left out or swapped, words in another order, another
provider of mail. Recall is the share of those found. splink is given its blocking rules and
comparisons, untrained weights and DuckDB; it has its table before the clock starts, as ours has its
columns.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from random import Random

import pandas as pd

from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from claims.matter.signals import read_signals
from claims.settings import HOME
from claims.totals.likeness import Known, compared

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
PROVIDERS = ("courriel.example", "poste.example", "mail.example", "boite.example")
LETTERS, DIGITS = "abcdefghijklmnoprstuv", "0123456789"
SLIPS = 0.6
"""How often each of the three fields holds one."""
Planted = frozenset[tuple[int, int]]


def claimants(n: int, seed: int = 13) -> tuple[Known, Planted]:
    """n claimants, one in twenty of them again with slips; and the pairs that are one person."""
    draw = Random(seed)
    first, last = (["".join(draw.choices(SYLLABLES, k=k)) for _ in range(size)]
                   for k, size in ((2, 600), (4, 6000)))  # fmt: skip
    rows, planted = [], set()
    while len(rows) < n:
        name = f"{draw.choice(first)} {draw.choice(last)}"
        user = f"{name.replace(' ', '.')}{draw.randint(1, 999)}"
        phone = f"{draw.choice(('418', '450', '514', '819'))}{draw.randint(2_000_000, 9_999_999)}"
        rows.append((name, f"{user}@{draw.choice(PROVIDERS)}", phone))
        if draw.random() < 0.05 and len(rows) < n:
            planted.add((len(rows) - 1, len(rows)))
            rows.append(slipped(rows[-1], draw))
    order = list(range(n))
    draw.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    names, emails, phones = zip(*(rows[old] for old in order), strict=True)
    names = tuple(" ".join(sorted(name.split())) for name in names)
    return Known(names, emails, phones), frozenset(
        (min(pair), max(pair)) for pair in ((place[a], place[b]) for a, b in planted)
    )


def slipped(row: tuple[str, str, str], draw: Random) -> tuple[str, str, str]:
    """The same person, typed again."""
    name, email, phone = row
    if draw.random() < SLIPS:
        name = draw.choice((lambda: typo(name, draw, LETTERS), lambda: swapped(name)))()
    if draw.random() < SLIPS:
        user, _, provider = email.partition("@")
        other = f"{user}@{draw.choice([p for p in PROVIDERS if p != provider])}"
        email = draw.choice((f"{typo(user, draw, LETTERS)}@{provider}", other))
    if draw.random() < SLIPS:
        at = draw.randrange(10)
        phone = phone[:at] + draw.choice(DIGITS) + phone[at + 1 :]
    return name, email, phone


def typo(text: str, draw: Random, letters: str) -> str:
    """One letter changed, left out, doubled, or swapped with the next."""
    at = draw.randrange(len(text) - 1)
    kept = text[at : at + 1]
    made = draw.choice((draw.choice(letters), "", kept * 2, text[at + 1] + kept))
    return text[:at] + made + text[at + 1 + (len(made) == 2 and made != kept * 2) :]


def swapped(name: str) -> str:
    return " ".join(reversed(name.split()))


def ours(known: Known) -> Planted:
    """What the product calls, with the weights as shipped."""
    signals = read_signals(HOME / "data" / "matters", HOME / "data" / "matters")
    left, right, _ = compared(known, signals.pair_weights, signals.listed_from)
    return frozenset(zip(left.tolist(), right.tolist(), strict=True))


def splink(known: Known) -> Callable[[], Planted]:
    """splink's predictions over the same blocks; its table and settings are ready."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as compare

    frame = pd.DataFrame(
        {"unique_id": range(len(known.names)), "name": known.names, "email": known.emails,
         "phone": known.phones}
    )  # fmt: skip
    frame["user"] = frame["email"].str.split("@").str[0]
    head, tail = "substr(name, 1, 4)", "substr(name, -4)"
    rules = [
        block_on("name"), block_on("email"), block_on("phone"), block_on("user"),
        block_on("substr(phone, -4)", "substr(name, 1, 2)"), block_on("substr(phone, -4)", tail),
        block_on("substr(phone, 1, 6)", head), block_on("substr(phone, 1, 6)", tail),
        block_on("substr(name, 1, 8)", "substr(user, 1, 2)"), block_on(tail, "substr(user, -4)"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.92]).configure(
                m_probabilities=[0.5, 0.3, 0.2], u_probabilities=[0.0001, 0.001, 0.9989]
            ),
            compare.DamerauLevenshteinAtThresholds("email", [2]).configure(
                m_probabilities=[0.4, 0.3, 0.3], u_probabilities=[0.0001, 0.001, 0.9989]
            ),
            compare.LevenshteinAtThresholds("phone", [2]).configure(
                m_probabilities=[0.4, 0.5, 0.1], u_probabilities=[0.0001, 0.001, 0.9989]
            ),
        ],
        probability_two_random_records_match=0.1 / len(known.names),
    )

    def predict() -> Planted:
        linker = Linker(DuckDBAPI().register(frame), settings, log_level="ERROR")
        found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
        both = found[["unique_id_l", "unique_id_r"]].to_numpy()
        return frozenset((min(a, b), max(a, b)) for a, b in both.tolist())

    return predict


def recall(found: Planted, planted: Planted) -> float:
    """Share of those planted that were found."""
    return len(found & planted) / len(planted)


def ours_on(n: int) -> Callable[[], Planted]:
    """For the peak memory of a process that does nothing else."""
    known, _ = claimants(n)
    return lambda: ours(known)


def row(n: int, rounds: int) -> list[str]:
    """One line of results.md; at a million, ours alone."""
    known, planted = claimants(n)
    works = {"ours": lambda: ours(known)}
    if n < 1_000_000:
        works["splink"] = splink(known)
    taken, answers = medians(works, rounds)
    found = recall(answers["ours"], planted)
    assert found >= 0.95, f"{found:.3f} of those planted were found"
    right = len(answers["ours"] & planted) / len(answers["ours"])
    told = [f"{n:,}", f"{taken['ours']:.2f}"]
    theirs = ["", "", ""]
    if "splink" in taken:
        ratio = taken["ours"] / taken["splink"]
        theirs = [
            f"{taken['splink']:.2f}",
            f"{ratio:.2f}",
            f"{recall(answers['splink'], planted):.3f}",
        ]
    peak = f"{peak_mb(ours_on, n):.0f}" if rounds > 1 else ""
    return [*told, *theirs, f"{found:.3f}", f"{right:.3f}", peak]


TITLES = [
    "claimants", "ours s", "splink s", "ours ÷ splink (limit 0.60)", "splink recall",
    "our recall (least 0.95)", "our precision", "ours peak MB",
]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found = []
    for n in [2_000] if quick else [10_000, 100_000, 1_000_000]:
        found.append(row(n, 1 if quick else ROUNDS))
        print(*table(TITLES, found[-1:])[2:], flush=True)
    print("Those planted are found.")
    if not quick:
        told = setting("rapidfuzz", "pandas", "splink", "duckdb")
        record("Row 13: claimants alike", [told, "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
