"""Query kinds, one module each; `compiler` puts them together."""
