"""A sentence in both languages, as the matter files hold it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


ASIDE = {"fr": " (facultatif)", "en": " (optional)"}
"""What a label says to whoever types, and to nobody else."""


class Text(BaseModel):
    """The same thing said in French and in English; neither may be missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.fr if language == "fr" else self.en

    @property
    def bare(self) -> "Text":
        """A label as documents name it, without what only helps to type."""
        fr, en = self.fr.removesuffix(ASIDE["fr"]), self.en.removesuffix(ASIDE["en"])
        return self if (fr, en) == (self.fr, self.en) else Text(fr=fr, en=en)
