"""The core that the ETL and the API share: the model, the index documents, the settings and the engine."""
