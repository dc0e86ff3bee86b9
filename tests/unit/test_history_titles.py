"""Which titles of a history are those of sales before tax, and how its lines are parted."""

import pytest

from claims.i18n.histories import HISTORY_TITLE, history_faults, read_history
from claims.i18n.history_titles import currencies, of_sales, with_tax
from claims.i18n.sentences import sentence

SALES = (
    "Ventes de la journée", "Ventes du site", "Montant, taxes en sus",
    "Total net sales", "Ventes nettes", "Chiffre d'affaires HT", "Chiffre d’affaires",
    "Net revenue (CAD)", "Montant", "Revenue", "Total sales before tax", "Sales", "Ventes",
    "Ventes (CAD)", "Ventes totales", "Ventes brutes", "Gross sales", "Net sales", "net_sales",
    "NetSales", "Total sales", "Ventes nettes du jour", "Ventes quotidiennes", "Daily revenue",
    "Monthly revenue", "Ventes mensuelles", "Ventes par mois", "Ventes par jour", "Sales per day",
    "Sales by day", "Sales/day", "CA HT", "CA (HT)", "C.A. H.T.", "Ventes HT", "Montant HT",
    "Total HT (€)", "CA en €", "Ventes en $", "Sales in CAD", "Revenue in dollars",
    "Ventes en dollars canadiens", "Revenus", "Revenu", "Recettes", "Recette du jour",
    "Total du jour", "Day total", "Total for the day", "Somme des ventes", "Sum of Sales",
    "Sum of net_sales", "Montant total des ventes", "Montant des ventes", "Total des ventes",
    "Sales amount", "Sales total", "Order total", "Order amount", "Total price", "subtotal_price",
    "Gross volume", "Net volume from sales", "Ventes en ligne", "Online sales",
    "Online store sales", "Ventes du magasin", "Ventes de la boutique", "Product sales",
    "Ventes nettes (hors livraison)", "Net sales (excl. shipping)",
    "Net sales (excl. tax & shipping)", "Sales excl. GST/HST", "Revenue (ex. VAT)",
    "Revenue, excluding taxes", "Ventes, avant TPS et TVQ", "Ventes avant TPS/TVQ",
    "Ventes hors taxes", "Hors taxes", "Pre-tax sales", "Ventes nettes des retours",
    "Sales, net of refunds", "Net sales after discounts and returns", "Ventes (taxes en sus)",
    "Sales (tax not included)", "Ventes (taxes non incluses)", "Sales, not including tax",
    "Sales before sales tax", "Actual sales", "Ventes réelles", "Mes ventes", "Turnover",
    "Takings", "Sous-total", "Sous-total (avant taxes)", "Subtotal", "Grand total (base)",
    "Total général", "Net", "Net (CAD)", "$", "€", "CAD", "Montant net", "Valeur des ventes",
    "Sales value", "Montant des commandes", "Facturation", "Encaissements",
    "Ventes/jour", "Ventes jour", "Historique des ventes", "Sales tax excluded", "CAHT", "CA net",
    "Revenue (CA$)", "Revenue US$", "Total revenue excl. sales taxes",
    "Ventes nettes des retours et taxes", "Sales net of discounts and tax",
    "Sales less discounts and taxes", "Sales net of tax and refunds", "Ventes sans TPS ni TVQ",
    "Sales without GST nor QST", "Ventes nettes des retours, taxes en sus",
    "Revenus nets des retours",
)  # fmt: skip
OTHERS = (
    "Montant des taxes en sus", "Amount of tax excluded", "Montant de la livraison et taxes en sus",
    "Sales returns", "Retours sur ventes", "Sales commissions", "Commission sur ventes",
    "Pourboires sur ventes", "Sales per order", "Revenu par commande", "Revenue per visitor",
    "Sales orders", "Sales transactions", "Sales ID", "Clients (ventes)", "Heures de vente",
    "Sales growth", "Sales items", "Articles en vente", "Total orders", "Total order",
    "Ventes par client", "Panier (ventes)", "Sales quantity", "Sales staff hours", "Sales hours",
    "Sales change", "Tips (sales)", "Shipping revenue", "Net sales tax",
    "Sales tax (excl. shipping)", "Taxes de vente en CAD", "TVA sur ventes en EUR",
    "Taxes de vente en sus", "Sales tax without shipping", "Taxes en sus", "Net income",
    "Gross income", "Produits en vente", "Jours de vente", "Sales days",
    "Total de produits en vente", "Total products", "Base", "Daily", "Value", "HTML", "en vente",
    "Ventes en k$", "Sales (000)", "Ventes (¥)", "Ventes en yens", "Net of returns",
    "Sales volume", "No. sales", "Nº ventes", "N° de vente", "Ventes et taxes dues", "Sales tax",
    "Tax", "Taxes", "Sales target", "Total jours", "Tax collected on sales",
    "Sales taxes collected", "Visites par jour", "Total clients", "Net visits", "Total per order",
    "Montant par commande", "Montant taxe", "Net price", "Order", "Price", "Total tax",
    "Tax amount", "Net tax", "Sales taxable", "-", "???", " Cost", "Montant du rabais",
    "Gross profit", "Gross margin", "Revenu net par action", "Sites de vente", "Ventes (unités)",
    "Sales (units)", "Sales lead time", "Sales by channel", "Sales rep", "Ventes ratées",
    "Net of sales returns", "Commission", "Ventes N-1", "Sales YoY", "Sales LY", "Ventes A-1",
    "Revenu net", "Revenus nets", "Revenus bruts", "Revenu brut du jour", "Net (revenu)", "Income",
    "Earnings", "Daily income", "Net of returns and taxes", "Ventes moins retours et taxes dues",
)  # fmt: skip
WITH_TAX = (
    "Ventes TTC en euros", "Ventes TTC en EUR", "CA TTC en euros", "Ventes en euros TTC",
    "Total TTC en dollars", "Ventes taxes incluses en CAD", "Net sales incl. tax", "Total net TTC",
    "Montant net TTC", "Net TTC", "Ventes nettes TTC", "Net sales including tax", "TTC",
    "Sales with GST", "Ventes avec TPS et TVQ", "Total toutes taxes comprises", "Sales + tax",
    "Ventes et taxes", "Sales and tax", "Sales after tax", "Ventes T.T.C.",
    "Ventes (taxes et livraison incluses)", "Sales incl. sales tax", "Revenue (tax inclusive)",
    "Ventes TTC hors livraison", "Total incl. VAT",
    "Ventes nettes des retours, taxes incluses", "Sales after discounts and tax",
    "Sales net of refunds, tax included",
)  # fmt: skip


def code(typed, **asked):
    read = read_history(typed, "here", **asked)
    return "" if isinstance(read, tuple) else read.code


@pytest.mark.parametrize("title", SALES)
def test_a_title_whose_every_word_is_known_of_sales_is_read(title):
    assert code(f"date;{title}\n2021-07;1,00") == ""


@pytest.mark.parametrize("title", OTHERS)
def test_one_word_not_known_of_sales_is_enough_to_ask(title):
    assert code(f"date;{title}\n2021-07;1,00") == "history-not-sales"


@pytest.mark.parametrize("title", WITH_TAX)
def test_sales_told_with_tax_anywhere_in_a_title_are_said_to_be_with_tax(title):
    assert with_tax(title)
    assert code(f"date;{title}\n2021-07;1,00") == "history-with-tax"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Visites par jour", "history-not-sales"), ("Visites", "history-not-sales"),
        ("Visites;", "history-not-sales"), ("Ma boutique", "history-not-sales"),
        ("Ventes TTC", "history-with-tax"), ("Ventes par jour", ""), ("Mes ventes", ""),
        ("Date", ""), ("Mois Ventes nettes", ""), ("Ventes en €", "history-currency"),
    ],
)  # fmt: skip
def test_a_title_alone_on_the_first_line_is_judged_as_the_one_of_a_column(title, expected):
    assert code(f"{title}\n2021-07-01;41", currency="CAD") == expected


def test_the_title_that_this_house_writes_is_no_way_around():
    assert code(f"{HISTORY_TITLE}; UTC → America/Toronto\n2021-07;1,00") == ""
    assert code(f"{HISTORY_TITLE} tax\n2021-07;1,00") == "history-not-sales"


@pytest.mark.parametrize(
    ("typed", "swapped"),
    [
        ("Visites par jour;visites\n2021-07;1", False),
        ("ventes;Date de vente\n2021-07;1", True),
        (";visites par jour\n2021-07;1", False),
    ],
)
def test_a_column_of_something_by_day_is_no_column_of_days(typed, swapped):
    assert code(typed) == ("history-swapped" if swapped else "history-not-sales")


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Ventes ($)", {"CAD", "USD"}), ("Sales US$", {"USD"}), ("CA (CA$)", {"CAD", "USD"}),
        ("Dollars américains", {"USD"}), ("Sales £", {"GBP"}), ("CA €", {"EUR"}), ("CA", set()),
    ],
)  # fmt: skip
def test_the_currency_that_a_title_names_is_known(title, known):
    assert currencies(title) == known


def test_dollars_in_a_title_are_no_euros():
    assert code("date;Ventes ($)\n2021-07;1,00", currency="EUR") == "history-currency"
    assert code("date;Ventes ($)\n2021-07;1,00", currency="CAD") == ""


def test_a_title_of_any_length_is_judged_at_once():
    assert not of_sales("ventes " * 10_000)
    assert not of_sales("ventes tax" + " de" * 60 + " x")


@pytest.mark.parametrize(
    "line",
    [
        '"2021-01-01","1,100.00"', '2021-01-01,"1,100.00"', '"2021-01-01",1100.00',
        "2021-01-01 00:00:00,1100.00", "2021-01-01T00:00:00.000;1100.00", "2021/01/01,1100.00",
        '2021-01-01,"1100,00"', '2021-01-01;" 1 100,00 $ "', "2021-01-01, 1100,00",
    ],
)  # fmt: skip
def test_a_line_as_spreadsheets_write_it_is_read(line):
    assert read_history(f"date,revenue\n{line}", "here") == (("2021-01-01", 110_000),)
    assert read_history(line, "here") == (("2021-01-01", 110_000),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2021-01-01 14:30,100.00", "history-amount"), ('2021-01-01,"1,100.00', "history-amount"),
        ('"2021-01-01,100.00"', "history-line"), ("2021-01-32,100.00", "history-line"),
        ('"41.00","2021-01-01"', "history-swapped"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_day_and_amount_is_refused(line, expected):
    assert code(f"date,revenue\n{line}") == expected


@pytest.mark.parametrize("title", ["", "date,revenue\n"])
@pytest.mark.parametrize("amount", ["4,50", "100,50", "100,5", "4,50 $", "-4,50"])
def test_after_a_comma_an_amount_with_a_comma_may_be_two_columns(title, amount):
    typed = f"{title}2021-01-01,10.00\n2021-01-02,{amount}"
    [fault] = history_faults(typed, "here")
    assert (fault.code, fault.values["line"]) == ("history-cut", 2 + bool(title))
    assert (
        code(typed.replace(",", ";", 2 if title else 1).replace(f",{amount}", f";{amount}")) == ""
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("2021-01-01;1,00 €\n2021-01-02;1,00\n2021-01-03;-1,00 $", 3),
        ("date;Ventes €\n2021-01-01;1,00\n2021-01-02;1,00 $", 3),
    ],
)
def test_sales_in_any_currency_are_in_one_alone(typed, line):
    read = read_history(typed, "here")
    assert (read.code, read.values["line"]) == ("history-currencies", line)
    assert "another currency" in sentence(read, "en")
    assert code(typed.replace(" $", " €")) == ""
