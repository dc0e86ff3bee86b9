import pytest
from claims.access import Role
from tests.e2e.visits import LawyerVisit, ClaimantVisit
from tests.makers import a_filed_claim, an_exhibit

pytestmark = pytest.mark.xdist_group("served")


def test_look(windows, served):
    first = a_filed_claim(served.house, 501, exhibits=(an_exhibit(501),), domain="site501.ca")
    v = LawyerVisit(windows.window(width=1280, token=served.staff(Role.LAWYER)), served.url)
    v.opens(first)
    v.page.wait_for_timeout(1500)
    v.page.screenshot(path="/tmp/rules_look/ui-lawyer.png", full_page=True)
    c = ClaimantVisit(windows.window(width=1280), served.url) if False else None
