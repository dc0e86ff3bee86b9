"""A sentence in both languages, as the matter files hold it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Text(BaseModel):
    """The same thing said in French and in English; neither may be missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.fr if language == "fr" else self.en
