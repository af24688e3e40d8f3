"""What every resource answers with: endpoints, responses, problems, headers and the documentation."""
