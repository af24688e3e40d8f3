"""`python -m movies explain`: what a request asks of the engine, and why its hits come in their order."""
