"""A page of an exhibit as a chart: the picture of the page, the boxes on it, and one more drawn
over it by hand."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from claims.claim.redaction import WHOLE, Box
from claims.ui.charts import UNSPOKEN

BRUSH = "brush"
"""Name of the box that is drawn, as the page hears of it."""
RED = "#a31515"


def page_with_boxes(picture: str, size: tuple[int, int], boxes: Sequence[tuple[Box, str]]) -> Any:
    """The chart, as wide as what holds it. picture: its address; size: in pixels; boxes: those on
    the page, each with the number it bears."""
    wide, high = size
    tall = alt.ExprRef(f"width * {high} / {wide}")
    here = pd.DataFrame(
        [(b.left, b.top, b.right, b.bottom, label) for b, label in boxes],
        columns=["left", "top", "right", "bottom", "label"],
    )
    sheet = pd.DataFrame([{"x": 0, "y": 0, "url": picture}])
    brush = alt.selection_interval(name=BRUSH, mark=alt.BrushConfig(fill=RED, stroke=RED))
    page = alt.Chart(sheet).mark_image(
        width=alt.ExprRef("width"), height=tall, aspect=False, align="left", baseline="top"
    ).encode(x=_across("x"), y=_down("y", tall), url="url:N").add_params(brush)  # fmt: skip
    base = alt.Chart(here)
    covered = base.mark_rect(color=RED, opacity=0.35, stroke=RED, strokeWidth=1.5).encode(
        x=_across("left"), x2="right:Q", y=_down("top", tall), y2="bottom:Q"
    )
    named = base.mark_text(
        color=RED, fontWeight="bold", align="left", baseline="bottom", fontSize=12
    ).encode(x=_across("left"), y=_down("top", tall), text="label:N")
    whole = alt.layer(page, covered, named).properties(height=high, padding=0)
    whole = whole.add_params(alt.param(name="height", expr=f"width * {high} / {wide}"))
    return whole.configure(**UNSPOKEN, view=alt.ViewConfig(stroke=None))


def _across(name: str) -> Any:
    return alt.X(f"{name}:Q", axis=None, scale=alt.Scale(domain=[0, WHOLE], nice=False))


def _down(name: str, tall: alt.ExprRef) -> Any:
    down = alt.Scale(domain=[0, WHOLE], nice=False, range=[0, tall])
    return alt.Y(f"{name}:Q", axis=None, scale=down)
