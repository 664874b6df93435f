"""Every setting, read once from the environment (``GUIDANCE_…``) and handed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import GuidanceError


def read_settings() -> Settings:
    """Return the settings that the environment gives.

    Raises `GuidanceError` where a variable has a value that cannot be.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"GUIDANCE_{'.'.join(map(str, first['loc']))}".upper()
        raise GuidanceError(
            f"{name} cannot be used: {first['msg']}.", "Mend or unset it."
        ) from error


class Settings(BaseSettings):
    """What an administrator may choose; each field is the variable ``GUIDANCE_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="GUIDANCE_", frozen=True)

    corpus: Path = Field(
        default=Path("corpus"), description="Folder of documents and catalogue.toml."
    )
    index: Path = Field(default=Path("index"), description="Folder that `guidance sync` builds.")
    model: str = Field(
        default="",
        description="A sentence-transformers name or folder; "
        "empty means all-MiniLM-L6-v2 from its package.",
    )
    chroma_url: str = Field(
        default="",
        description="Address of a Chroma server; empty keeps the store embedded in the index.",
    )
    max_question_chars: int = Field(
        default=2_000, gt=0, description="Longest question, in characters."
    )
    max_file_megabytes: int = Field(default=64, gt=0, description="Largest document that is read.")
    max_unpacked_megabytes: int = Field(
        default=512, gt=0, description="Most that a compressed document may hold, unpacked."
    )
    max_pages: int = Field(default=1_500, gt=0, description="Most pages of a document.")
    max_read_seconds: float = Field(
        default=120, gt=0, le=86_400, description="Longest time to read one document."
    )
    max_read_megabytes: int = Field(
        default=2_048, gt=0, description="Most memory that reading one document may take."
    )
    readers: int = Field(
        default=0,
        ge=0,
        le=256,
        description="Processes that read documents at once; 0 means as many as there are cores.",
    )
    retrieve: int = Field(
        default=20, ge=10, le=200, description="Passages reported with an answer."
    )
    chat_model: str = Field(
        default="",
        description="A chat model that words answers, as provider:model; empty quotes alone.",
    )
    chat_seconds: float = Field(
        default=30, gt=0, le=600, description="Longest time that a chat model may take to answer."
    )
    chat_max_tokens: int = Field(
        default=2_000, gt=0, description="Most tokens that a chat model may write in an answer."
    )
    chat_prompt_chars: int = Field(
        default=12_000,
        ge=1_000,
        le=200_000,
        description="Most characters of passages that are sent to a chat model.",
    )
