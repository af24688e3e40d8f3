"""How often the service finds what people mean: real films, and queries typed as people type them."""

from benchmarks.relevance.benchmark import run

__all__ = ["run"]
