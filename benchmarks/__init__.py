"""What is fast, measured: each figure against a baseline of the same run. `python -m benchmarks`."""
