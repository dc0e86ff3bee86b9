"""French first, English as complete: saying sentences, writing figures, reading what is typed."""

from claims.i18n.amounts import (
    read_amount,
    read_day,
    read_quantity,
    read_text,
    shown,
)
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import count, day, moment, money, number, percent
from claims.i18n.histories import read_history
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES, Language, Text

__all__ = [
    "LANGUAGES",
    "N_",
    "Language",
    "Text",
    "count",
    "day",
    "moment",
    "money",
    "number",
    "percent",
    "read_amount",
    "read_day",
    "read_history",
    "read_quantity",
    "read_text",
    "say",
    "say_n",
    "sentence",
    "shown",
]
