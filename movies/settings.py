"""The settings of every process of the service: environment variables only, all of them optional."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Port = Annotated[int, Field(ge=1, le=65_535)]

_HEAD = """\
# Every setting with its default; written by `make generate`, so edit movies/settings.py instead.
#
# docker compose reads a copy of this named .env: take the # from what you set. It has defaults of its own for the
# addresses of Elasticsearch, PostgreSQL and Redis, which are its services, for HOST (0.0.0.0) and for WORKERS (4).
# Without Docker a setting is an environment variable, and no file is read."""

# What docker-compose.yml takes besides the settings: the default and what it says.
_COMPOSE_VARIABLES = {
    "POSTGRES_USER": (
        "movies",
        "Who owns the database in PostgreSQL; with the next two it counts for an empty volume.",
    ),
    "POSTGRES_PASSWORD": ("movies", "Of letters and digits, since it becomes part of a URL."),
    "POSTGRES_DB": ("movies", "The name of the database."),
    "COMPOSE_PROFILES": ("", "cluster starts three nodes of Elasticsearch; empty: one."),
}


class Settings(BaseSettings):
    """What the environment says; `.env.example` is generated from this class."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True)

    elasticsearch_url: str = Field(
        default="embedded:var/catalogue",
        description="http(s)://host:port of Elasticsearch, or of several nodes with commas; or embedded:<folder>.",
    )
    elasticsearch_api_key: SecretStr = Field(
        default=SecretStr(""), description="An API key; or put user:password@ before the host in the URL. Empty: none."
    )
    elasticsearch_ca: str = Field(default="", description="A file of certificates to trust; empty: the system's.")
    elasticsearch_shards: int = Field(default=1, ge=1, description="Shards of the indices that a load makes.")
    elasticsearch_replicas: int = Field(default=0, ge=0, description="Copies of each shard that a load asks for.")
    elasticsearch_timeout_s: float = Field(
        default=2.0, gt=0, description="Seconds that one request may wait for the engine."
    )
    postgres_url: str = Field(
        default="", repr=False, description="postgresql://user:password@host:port/db, the source of films; empty: none."
    )
    redis_url: str = Field(default="", description="redis://host:port/db that workers share answers in; empty: none.")
    cache_lifetime_s: float = Field(default=300, gt=0, description="Seconds that an answer may be kept.")
    cache_capacity_mb: float = Field(default=64, ge=0, description="Megabytes of answers that each worker keeps.")
    docs_only: bool = Field(
        default=False, description="Serve the documentation with no engine; data endpoints answer 503."
    )
    host: str = Field(
        default="127.0.0.1", description="The address that `make run` listens on; with compose, the host's."
    )
    port: Port = Field(default=8000, description="The port that `make run` listens on; with compose, the host's.")
    workers: int = Field(default=2, ge=1, description="The server processes that answer.")
    cors_origins: str = Field(
        default="*", description="The origins whose pages may read answers: * or a list with commas."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least level logged."
    )
    log_format: Literal["auto", "human", "json"] = Field(
        default="auto", description="How a log line looks; auto is human in a terminal, JSON otherwise."
    )
    access_log: bool = Field(default=False, description="Log a line for each request.")


def env_example() -> str:
    """The text of `.env.example`: each variable with what it says and its default, commented out."""
    lines = [_HEAD]
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        if isinstance(default, bool):
            default = str(default).lower()
        lines += ["", f"# {field.description}", f"#{name.upper()}={default}"]
    lines += ["", "# What follows is for docker-compose.yml alone."]
    for name, (default, description) in _COMPOSE_VARIABLES.items():
        lines += ["", f"# {description}", f"#{name}={default}"]
    return "\n".join(lines) + "\n"
