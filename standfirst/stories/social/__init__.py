"""The picture that goes with a shared link to a story without one of its own: drawn here, by no outside service."""
