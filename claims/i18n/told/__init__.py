"""Sentences of the problems of each room, joined in `claims.i18n.sentences`."""
