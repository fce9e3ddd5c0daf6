"""Fixtures for everything that needs a publication.

Models are imported inside: pytest reads this file before Django has loaded its apps.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from standfirst.readers.models import Reader
    from standfirst.stories.models import DeskPage
    from standfirst.stories.tests.lantern import Lantern


@pytest.fixture
def publication(db: None) -> "Lantern":
    from standfirst.stories.tests import lantern

    return lantern.publish()


@pytest.fixture
def cast(db: None) -> "dict[str, Reader]":
    from standfirst.stories.tests import lantern

    return lantern.make_cast()


@pytest.fixture
def desks(db: None) -> "dict[str, DeskPage]":
    """Four empty desks by their slugs, and two plans: where brief files are imported to."""
    from standfirst.stories.tests import factories

    factories.make_plans()
    front = factories.make_front()
    names = ("World", "Money", "Climate", "Technology")
    return {name.lower(): factories.make_desk(front, name) for name in names}


@pytest.fixture
def folder(desks: "dict[str, DeskPage]", tmp_path: Path) -> Path:
    """For brief files, beside a publication that waits for them."""
    return tmp_path
