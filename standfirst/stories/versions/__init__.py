"""What a published story said before, and how far a reader may see what changed."""
