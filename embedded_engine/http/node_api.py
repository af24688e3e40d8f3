"""Requests about the node itself."""

from embedded_engine.http.request import Answer, Request

# The Elasticsearch whose answers these are.
_VERSION = "8.19.0"


def info(_request: Request) -> Answer:
    """`GET /`."""
    version = {
        "number": _VERSION,
        "build_flavor": "embedded",
        "minimum_wire_compatibility_version": "7.17.0",
        "minimum_index_compatibility_version": "7.0.0",
    }
    return Answer(
        {"name": "embedded", "cluster_name": "embedded", "version": version, "tagline": "You Know, for Search"}
    )


def health(_request: Request) -> Answer:
    """`GET /_cluster/health`: always green at once, which satisfies any `wait_for_status`."""
    return Answer(
        {
            "cluster_name": "embedded",
            "status": "green",
            "timed_out": False,
            "number_of_nodes": 1,
            "number_of_data_nodes": 1,
        }
    )
