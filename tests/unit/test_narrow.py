"""What a telephone shows of a table of figures."""

from claims.ui.staff_narrow import aligned, fits, name_of, parts, stepped

TOTALS = ["Chef", "Réclamations", "Sites", "Déclaré", "Étayé", "Admis"]


def test_totals_of_a_class_do_not_fit_side_by_side_and_shares_by_grade_do():
    sums = ["Reconstruction du site", "30", "122", "581\u00a0573,40\u00a0$", "masqué", "masqué"]
    assert not fits(TOTALS, [sums])
    assert fits(["Chef", "A", "B", "C", "D"], [["Reconstruction du site", "100", "90", "60", "0"]])


def test_three_sums_make_a_line_and_no_line_is_wider_than_the_screen():
    assert parts([False, *[True] * 5]) == [6, 4, 2, 4, 4, 4]
    assert parts([False, *[True] * 3]) == [12, 4, 4, 4]
    assert parts([False, *[True] * 4]) == [12, 6, 6, 6, 6]
    assert parts([False, True, False, True, True, True]) == [12, 4, 4, 4, 4, 4]


def test_rows_that_are_summed_stand_a_step_in_and_figures_to_the_right():
    assert [each["selector"] for each in stepped([True, False, False])] == [
        ".row1.col0", ".row2.col0"]  # fmt: skip
    assert list(stepped([False, False])) == []
    right = [("text-align", "right !important") in each["props"] for each in aligned([False, True])]
    assert right == [False, True]


def test_two_tables_of_a_page_have_two_names_and_a_large_one_says_so():
    assert name_of("Totaux", large=True) != name_of("Offres", large=True)
    assert name_of("Totaux", large=True).startswith("large")
    assert not name_of("Totaux", large=False).startswith("large")
