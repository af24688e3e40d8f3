"""The response cache: in the worker, in Redis, and the catalogue version that its entries depend on."""
