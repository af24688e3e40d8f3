"""The server: the application, its start and end, its workers and its log."""
