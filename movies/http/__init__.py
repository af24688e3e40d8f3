"""The HTTP that all resources share: endpoints, responses, problems, headers and the documentation."""
