"""Every setting, read once from the environment (``GUIDANCE_…``) and handed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    retrieve: int = Field(
        default=20, ge=10, le=200, description="Passages reported with an answer."
    )
