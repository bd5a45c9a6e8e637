"""Every setting, with its unit in its name. Read once at the edge and passed in; never a global."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ChatUse = Literal["draft", "follow_up", "split", "reword"]
HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Values come from `CAVEAT_*` variables, then a `.env` file, then the defaults here."""

    model_config = SettingsConfigDict(
        env_prefix="CAVEAT_", env_file=".env", env_file_encoding="utf-8", frozen=True, extra="forbid"
    )

    corpus_dir: Path = Field(HOME / "corpus", description="Folder of the vetted corpus.")
    index_dir: Path = Field(HOME / ".index", description="Folder of the built index.")
    data: Path | None = Field(None, description="Folder of outside data sets, for training and benchmarks only.")
    judge_model: str | None = Field(
        None,
        description="Cross-encoder for entailment or reranking that sentence-transformers loads; none is the bundled judge.",
    )
    chat_model: str | None = Field(
        None, description="LangChain chat model as provider:model; none answers extractively."
    )
    chat_api_key: SecretStr | None = Field(
        None, description="Key for the chat model's API; without it the provider's own variable is read."
    )
    chat_base_url: str | None = Field(
        None, description="Address of the chat model's API, where it is not the provider's own."
    )
    chat_options: dict[str, Any] = Field(
        default_factory=dict, description="Further options of the provider's LangChain class, as a JSON object."
    )
    chat_uses: frozenset[ChatUse] = Field(
        frozenset({"draft", "follow_up", "split"}),
        description="What the chat model helps with, as a JSON list: draft (replies), follow_up (makes them self-standing), "
        "split (long sentences into claims), reword (for chat_reading_grade).",
    )
    chat_reading_grade: int = Field(
        9, ge=4, le=16, description="School grade (Flesch-Kincaid) above which the chat model rewords a sentence."
    )
    chat_timeout_seconds: float = Field(20.0, gt=0, description="Seconds that the chat model has for one use.")
    chat_max_tokens: int = Field(700, ge=50, description="Tokens that the chat model may write for one use.")

    allowed_origins: str = Field("", description="Web origins that may call the API, separated by commas; * for all.")
    rate_limit_per_minute: int = Field(60, ge=1, description="Requests a client may make in a minute.")
    trusted_proxies: int = Field(
        0, ge=0, le=10, description="Reverse proxies in front; X-Forwarded-For is believed for this many hops."
    )
    max_body_bytes: int = Field(262_144, ge=1024, description="Largest request body.")
    max_message_chars: int = Field(4_000, ge=1, description="Longest chat message, in code points.")
    max_text_chars: int = Field(50_000, ge=1, description="Longest text to check, in code points.")
    default_region: str = Field("", description="ISO 3166 code used for help lines when a request names none.")

    session_max_turns: int = Field(20, ge=1, description="Turns kept of a conversation.")
    session_max_count: int = Field(10_000, ge=1, description="Conversations kept at once; the oldest leave first.")
    session_ttl_seconds: int = Field(3_600, ge=1, description="Seconds after which a silent conversation is forgotten.")

    feedback_file: Path | None = Field(
        None, description="JSON lines file that visitors' ratings are appended to; without it they are only counted."
    )
    stream_heartbeat_seconds: float = Field(
        15.0, gt=0, description="Seconds without an event after which a comment keeps a stream's connection alive."
    )
    stream_grace_seconds: float = Field(
        5.0, ge=0, description="Seconds that work goes on for a client that left its stream, so that it may resume."
    )
    stream_kept_seconds: float = Field(
        60.0, ge=0, description="Seconds that the events of a streamed reply are kept after its end, to resume from."
    )
    receipts_file: Path | None = Field(
        None, description="SQLite file of the receipts of replies; none is receipts.sqlite in the index folder."
    )
    receipt_ttl_seconds: int = Field(
        2_592_000, ge=0, description="Seconds that the receipt of a reply is kept; 0 keeps none."
    )
    receipt_max_count: int = Field(10_000, ge=1, description="Receipts kept at once; the oldest leave first.")
    receipts_keep_words: bool = Field(False, description="Whether receipts also hold what was asked and replied.")
    live_poll_seconds: float = Field(2.0, gt=0, description="Seconds between looks for a newly built index.")

    passages_per_claim: int = Field(12, ge=1, le=100, description="Passages weighed for one claim or question.")
    max_reply_sentences: int = Field(6, ge=2, le=20, description="Sentences of a reply at most.")
    threads: int = Field(2, ge=1, description="Threads that each model may use.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR. Logs never hold message text."
    )
