"""Every step of an estimate of sales, in both languages, with its figures worked by hand."""

from datetime import date
from textwrap import dedent

import pytest

from claims.damages import lost_sales
from claims.damages.lost_sales import expected_revenue
from claims.damages.verbs import VERBS


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test computes for itself, also in a process that did before."""
    lost_sales._estimated.cache_clear()


def printed(steps, inside=""):
    """Of each step, what is done with what figure, and on whose word; then its words."""
    for step in steps:
        by = f", {step.authority.fr}" if step.authority else ""
        yield f"{inside}{step.verb} {step.name} {step.operand.normalize():f} {step.unit}{by}"
        yield f"{inside}  « {step.label.fr} »"
        yield f"{inside}  “{step.label.en}”"
        yield from printed(step.parts, f"{inside}    ")


def is_told(estimate, told):
    """That the tape reads so, that each step is worked from the one before, and where it leads."""
    lines = [line.replace("\u00a0", " ") for line in printed(estimate.steps)]
    assert lines == dedent(told).strip().splitlines()
    running = 0
    for step in estimate.steps:
        running = VERBS[step.verb](running, step.operand)
        assert step.running == running
        assert step.origin == ("computed" if step.authority else "history")
    assert estimate.expected == round(running * 100)


def months(first, *cents):
    year, month = map(int, first.split("-"))
    numbers = [year * 12 + month - 1 + n for n in range(len(cents))]
    return tuple((f"{n // 12}-{n % 12 + 1:02}", c) for n, c in zip(numbers, cents, strict=True))


PERIOD = "premier et dernier jour de la période déclarée, tous deux comptés"


def test_the_same_months_a_year_earlier_times_their_trend():
    """Ten of 31 days of August at 3,100.00, three of 30 of September at 3,000.00; × 1.25."""
    year = [200000, 200000, 200000, 310000, 300000, 0, 0, 0, 0, 0, 0, 0]
    history = months("2020-05", *year, 250000, 250000, 250000)
    estimate = expected_revenue(history, date(2021, 8, 22), date(2021, 9, 3))
    assert (estimate.expected, estimate.method) == (162500, "same-months")
    is_told(
        estimate,
        f"""
        take 2020-08 1000 money
          « août 2020 »
          “August 2020”
            take month 3100 money
              « ventes du mois, août 2020 »
              “sales of the month, August 2020”
            times days_without_service 10 days, {PERIOD}
              « jours sans service, août 2021 »
              “days without service, August 2021”
            divided_by days_of_month 31 days, calendrier
              « jours du mois, août 2020 »
              “days in August 2020”
        plus 2020-09 300 money
          « septembre 2020 »
          “September 2020”
            take month 3000 money
              « ventes du mois, septembre 2020 »
              “sales of the month, September 2020”
            times days_without_service 3 days, {PERIOD}
              « jours sans service, septembre 2021 »
              “days without service, September 2021”
            divided_by days_of_month 30 days, calendrier
              « jours du mois, septembre 2020 »
              “days in September 2020”
        times trend 1.25 count
          « tendance sur un an »
          “trend over one year”
            take recent_months 7500 money
              « ventes autour de la panne : mai 2021, juin 2021, juillet 2021 »
              “sales around the outage: May 2021, June 2021, July 2021”
            divided_by same_months 6000 money
              « ventes des mêmes mois, un an plus tôt »
              “sales of the same months, a year earlier”
            not_above most 2 count, borne de la méthode
              « le double »
              “double”
            not_below least 0.5 count, borne de la méthode
              « la moitié »
              “half”
        """,
    )


def test_the_average_day_of_the_last_months():
    """9,200.00 in 92 days, five days."""
    history = months("2021-04", 990000, 310000, 300000, 310000)
    estimate = expected_revenue(history, date(2021, 8, 28), date(2021, 9, 1))
    assert (estimate.expected, estimate.method) == (50000, "recent-months")
    is_told(
        estimate,
        f"""
        take recent_months 9200 money
          « ventes autour de la panne : mai 2021, juin 2021, juillet 2021 »
          “sales around the outage: May 2021, June 2021, July 2021”
        divided_by days_before 92 days, calendrier
          « jours de ces mois »
          “days of those months”
        times days_without_service 5 days, {PERIOD}
          « jours sans service »
          “days without service”
        """,
    )


LEVEL = """\
take level 3100 money
              « niveau des mois autour de la panne »
              “level of the months around the outage”
                take 2021-05 3100 money
                  « mai 2021, sans sa saison »
                  “May 2021, without its season”
                    take month 3100 money
                      « mai 2021 »
                      “May 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                plus 2021-06 3100 money
                  « juin 2021, sans sa saison »
                  “June 2021, without its season”
                    take month 3100 money
                      « juin 2021 »
                      “June 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                plus 2021-07 3100 money
                  « juillet 2021, sans sa saison »
                  “July 2021, without its season”
                    take month 3100 money
                      « juillet 2021 »
                      “July 2021”
                    divided_by index 1 count
                      « indice saisonnier du mois »
                      “seasonal index of the month”
                divided_by months 3 count
                  « nombre de ces mois »
                  “number of those months”"""
"""The same for each month away."""


def test_the_level_of_the_months_around_times_the_index_of_each_month_away():
    """Three years at 3,100.00 a month have indices of one: two of 31 days, three of 30."""
    history = months("2018-08", *[310000] * 36)
    estimate = expected_revenue(history, date(2021, 8, 30), date(2021, 9, 3))
    assert (estimate.expected, estimate.method) == (51000, "seasonal-indices")
    is_told(
        estimate,
        f"""
        take 2021-08 200 money
          « août 2021 »
          “August 2021”
            {LEVEL}
            times index 1 count
              « indice saisonnier, août 2021 »
              “seasonal index, August 2021”
            times days_without_service 2 days, {PERIOD}
              « jours sans service »
              “days without service”
            divided_by days_of_month 31 days, calendrier
              « jours du mois »
              “days of the month”
        plus 2021-09 310 money
          « septembre 2021 »
          “September 2021”
            {LEVEL}
            times index 1 count
              « indice saisonnier, septembre 2021 »
              “seasonal index, September 2021”
            times days_without_service 3 days, {PERIOD}
              « jours sans service »
              “days without service”
            divided_by days_of_month 30 days, calendrier
              « jours du mois »
              “days of the month”
        """,
    )
