"""What the project generates from its code."""
