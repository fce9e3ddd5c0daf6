"""An author as pages and machines are told of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.stories.pictures import Picture, picture

if TYPE_CHECKING:
    from standfirst.stories.models import Author


@dataclass(frozen=True)
class Profile:
    name: str
    url: str
    role: str = ""
    description: str = ""
    portrait: Picture | None = None


def profile_of(author: "Author") -> Profile:
    return Profile(author.name, author.url, author.role, author.about, picture(author.portrait))
