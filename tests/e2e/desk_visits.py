"""Who writes, answers, decides anew and lets a bundle out, in the words of the desk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.sync_api import expect

from claims.store import Store
from claims.store.builds import Build
from tests.e2e.visits import PATIENCE, ClaimantVisit, LawyerVisit

PROVED, PARTLY = "Preuve complète", "Montant établi en partie"


@dataclass
class ReturningVisit(ClaimantVisit):
    """A claimant whose claim is filed, back with their number and code."""

    def is_asked(self) -> Self:
        """Types number and code at the door, and goes to what lacks as the first page says."""
        self.page.goto(f"{self.base}/connexion")
        self.page.locator("input[name=number]").fill(self.number)
        self.page.locator("input[name=code]").fill(self.code)
        self.page.locator("form button[type=submit].primary").click()
        self.page.wait_for_url(f"{self.base}/dossier", timeout=PATIENCE)
        self.settles().presses("voir-manque").page.wait_for_url("**/suivi")
        expect(self.by_key("a-corriger")).to_be_visible(timeout=PATIENCE)
        return self

    def adds(self, exhibit: Path, kind: str, proves: str, signed: str) -> Self:
        """Reopens the claim for one more exhibit, and files it again."""
        self.goes_to("suivi").presses("ajouter-piece")
        self.page.wait_for_url("**/pieces")
        return self.brings(exhibit, kind, proves).signs(signed)

    def contests(self, why: str) -> Self:
        """Contests the decision, with reasons."""
        self.goes_to("suivi").by_key("volet-contest").locator("summary").click()
        self.settles().by_key("motif-contest").locator("textarea").fill(why)
        self.by_key("motif-contest").locator("textarea").blur()
        return self.settles().presses("demander-contest")


@dataclass
class DeskVisit(LawyerVisit):
    """Counsel with a pile of claims."""

    def asks(self, number: str) -> Self:
        """Asks for all that a claim lacks."""
        return self.opens(number).presses("claim.ask")._sends(number)

    def tells(self, number: str, *others: str) -> Self:
        """Tells what was decided; others: claims of the same contact, in the same letter."""
        self.opens(number).presses("claim.tell")
        for other in others:
            box = self.by_key(f"with.{number}")
            box.locator("input").first.fill(other)
            self.page.get_by_role("option").filter(has_text=other).first.click()
            self.settles()
        return self._sends(number)

    def _sends(self, number: str) -> Self:
        self.presses("letter.send")
        self.page.wait_for_url(f"**/reclamation?*numero={number}*", timeout=PATIENCE)
        return self.settles()

    def decides_together(self, words: str, outcome: str, reason: str) -> Self:
        """Decides every line of the claims that some words find, seen first."""
        self.goes_to(f"lot?mots={words}").chooses("batch.outcome", outcome)
        self.selects("batch.reason", reason).presses("batch.preview").presses("batch.apply")
        expect(self.by_key("batch.undo")).to_be_visible(timeout=3 * PATIENCE)
        return self

    def builds(
        self, second: LawyerVisit, store: Store, *numbers: str, room: str = ""
    ) -> list[Path]:
        """Orders a bundle of some claims, of all without any, which another lawyer lets out; its
        files as they were received. room: the size of a volume, as the page says it."""
        self.goes_to("dossiers-preuve").types("bundle.claims", " ".join(numbers))
        if room:
            self.selects("bundle.room", room)
        before = store.builds.of("whc-2021")
        self.presses("bundle.order")
        order = self._once_built(store, len(before))
        expect(self.by_key(f"build.out.{order.id}")).to_have_count(0)
        second.goes_to("dossiers-preuve").presses(f"build.out.{order.id}")
        self.goes_to("dossiers-preuve")
        return [self._takes(f"build.take.{volume.export}") for volume in order.volumes]

    def _once_built(self, store: Store, before: int) -> Build:
        state = ("waiting", "building")
        for _ in range(600):
            made = store.builds.of("whc-2021")
            if len(made) > before and made[0].state not in state:
                assert made[0].state == "built", made[0].told
                return made[0]
            self.page.wait_for_timeout(200)
        raise AssertionError("the bundle was not made in time")

    def _takes(self, key: str) -> Path:
        with self.page.expect_download() as download:
            self.by_key(key).locator("a").click()
        return Path(download.value.path())
