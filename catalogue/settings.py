"""The settings of every process of the service: environment variables only, all of them optional."""

import re
import ssl
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

EMBEDDED = "embedded:"

# As browsers write it in the header Origin.
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\sA-Z]+")

Port = Annotated[int, Field(ge=1, le=65_535)]

_HEAD = """\
# Every setting with its default; written by `make generate`, so edit catalogue/settings.py instead.
#
# Docker Compose reads a copy of this file named .env: remove the # before a setting to change it. Compose has its own
# defaults for the addresses of Elasticsearch, PostgreSQL and Redis (its own services), HOST (0.0.0.0) and WORKERS (4).
# Without Docker, settings are environment variables, and no file is read."""

# Variables of docker-compose.yml besides the settings: the default and the description.
_COMPOSE_VARIABLES = {
    "POSTGRES_USER": (
        "movies",
        "The owner of the database in PostgreSQL. This and the next two are used only to fill an empty volume.",
    ),
    "POSTGRES_PASSWORD": ("movies", "The owner's password: letters and digits only, since it becomes part of a URL."),
    "POSTGRES_DB": ("movies", "The name of the database."),
    "COMPOSE_PROFILES": ("", "`cluster` starts three nodes of Elasticsearch; empty starts one."),
}


class WrongSettingError(Exception):
    """Environment variables have invalid values; the message is one line that names each of them with its fault."""


class Settings(BaseSettings):
    """The environment variables; `.env.example` is generated from this class."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True)

    elasticsearch_url: str = Field(
        default="embedded:var/catalogue",
        description="http(s)://host:port of Elasticsearch (several separated by commas), or embedded:<folder>.",
    )
    elasticsearch_api_key: SecretStr = Field(
        default=SecretStr(""),
        description="An API key; or put user:password@ before the host in the URL.",
    )
    elasticsearch_ca: str = Field(default="", description="A file of certificates to trust. Empty: the system's.")
    elasticsearch_shards: int = Field(
        default=1,
        ge=1,
        description="The number of shards that loads give each index; the service counts facets accordingly.",
    )
    elasticsearch_replicas: int = Field(default=0, ge=0, description="The number of copies of each shard.")
    elasticsearch_timeout_s: float = Field(
        default=2.0,
        gt=0,
        allow_inf_nan=False,
        description="The seconds that one request may wait for the engine; loads have limits of their own.",
    )
    postgres_url: str = Field(
        default="", repr=False, description="postgresql://user:password@host:port/db, a source of films. Empty: none."
    )
    etl_mapping: str = Field(
        default="", description="A file (TOML) that says where a database holds films. Empty: it is recognised."
    )
    etl_rejects: str = Field(
        default="var/rejects", description="The folder for the rows and values that loads leave out."
    )
    redis_url: str = Field(default="", description="redis://host:port/db, where workers share answers.")
    cache_lifetime_s: float = Field(
        default=300, gt=0, allow_inf_nan=False, description="The seconds that a cached answer lives."
    )
    cache_capacity_mb: float = Field(
        default=64, ge=0, allow_inf_nan=False, description="The megabytes of answers that each worker caches."
    )
    docs_only: bool = Field(
        default=False, description="Serve the documentation without an engine; searches answer 503."
    )
    search_page: bool = Field(default=True, description="Serve the search page at /; false leads from there to /docs.")
    host: str = Field(
        default="127.0.0.1",
        description="The address that `make run` listens on. With Docker Compose: the address published on the host.",
    )
    port: Port = Field(
        default=8000,
        description="The port that `make run` listens on. With Docker Compose: the port published on the host.",
    )
    workers: int = Field(default=2, ge=1, le=1_000, description="The number of server processes that answer.")
    worker_hang_s: float = Field(
        default=30,
        ge=0,
        allow_inf_nan=False,
        description="Seconds without a sign of life after which a worker is killed and replaced; 0: never.",
    )
    shutdown_s: float = Field(
        default=8,
        ge=1,
        allow_inf_nan=False,
        description="Seconds in which the server ends after SIGTERM; Docker kills it after 10 by default.",
    )
    cors_origins: str = Field(
        default="*", description="The origins whose pages may read answers: * for all, or a list separated by commas."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Minimum log level.")
    log_format: Literal["auto", "human", "json"] = Field(
        default="auto", description="The format of log lines; auto is human in a terminal and JSON otherwise."
    )
    access_log: bool = Field(default=False, description="Log a line for each request.")

    @property
    def has_one_shard(self) -> bool:
        """Whether each index is one shard, whose own first values of a facet are then those of the whole index."""
        return self.elasticsearch_shards == 1

    @field_validator("elasticsearch_url")
    @classmethod
    def _check_elasticsearch_url(cls, url: str) -> str:
        is_folder = url.startswith(EMBEDDED) and url != EMBEDDED
        if not is_folder and not all(_is_host(host.strip()) for host in url.split(",")):
            raise _wrong(f"must be http(s)://host:port or {EMBEDDED}<folder>, not {without_credentials(url)}")
        return url

    @field_validator("elasticsearch_ca")
    @classmethod
    def _check_elasticsearch_ca(cls, file: str, info: ValidationInfo) -> str:
        if not file:
            return file
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
        except OSError as error:
            raise _wrong(f"must be a file of certificates (PEM); {file}: {error.strerror or error}") from error
        url = info.data.get("elasticsearch_url")  # None: it is wrong itself
        if url is not None and not all(host.strip().startswith("https://") for host in url.split(",")):
            raise _wrong(f"goes with https:// only, and ELASTICSEARCH_URL is {without_credentials(url)}")
        return file

    @field_validator("redis_url")
    @classmethod
    def _check_redis_url(cls, url: str) -> str:
        if not url:
            return url
        # a load has no use for the client, which takes 6 MB and 0.1 s
        from redis.asyncio import ConnectionPool  # noqa: PLC0415

        try:
            ConnectionPool.from_url(url).make_connection()  # type: ignore[no-untyped-call]  # has no types; it connects later
        except (TypeError, ValueError) as error:  # of an unknown option behind a ?, and of anything else
            raise _wrong(f"must be redis://host:port/db, not {without_credentials(url)}") from error
        return url

    @field_validator("cors_origins")
    @classmethod
    def _check_cors_origins(cls, origins: str) -> str:
        for origin in origins.split(","):
            if origin.strip() != "*" and not _ORIGIN.fullmatch(origin.strip()):
                raise _wrong(
                    f"must be * or origins such as https://films.example, in lower case and with nothing after the "
                    f"host and the port, not {without_credentials(origin.strip())}"
                )
        return origins


def read_settings() -> Settings:
    """The settings of the environment. Raises WrongSettingError."""
    try:
        return Settings()
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise WrongSettingError(
            "; ".join(f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in faults)
        ) from error


def without_credentials(url: str) -> str:
    """A URL as it may be shown: only what follows the last '@', so no credentials."""
    return url if url.startswith(EMBEDDED) else re.sub(r"^(\w+://)?.*@", r"\1", url)


def env_example() -> str:
    """The text of `.env.example`: each variable with its description and its default, commented out."""
    lines = [_HEAD]
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        if isinstance(default, bool):
            default = str(default).lower()
        lines += ["", f"# {field.description}", f"#{name.upper()}={default}"]
    lines += ["", "# The rest is for docker-compose.yml alone."]
    for name, (default, description) in _COMPOSE_VARIABLES.items():
        lines += ["", f"# {description}", f"#{name}={default}"]
    return "\n".join(lines) + "\n"


def _is_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_port = parts.port is not None or parts.scheme == "https"
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{message}", {"message": message})
