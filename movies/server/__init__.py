"""The server: the application, its life, its workers and its log."""
