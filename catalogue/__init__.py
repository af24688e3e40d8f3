"""What is served: the model, the index documents, the settings and the engine; the ETL and the API share it."""
