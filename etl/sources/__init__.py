"""Where films come from: databases, samples and a generator, each a module that registry.py names."""
