"""The Lantern and its cast, from the stories' own tests."""

from standfirst.stories.tests.conftest import cast, publication

__all__ = ["cast", "publication"]
