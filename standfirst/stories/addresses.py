"""Addresses of pages, from where they stand in the tree."""


def below_the_front(url_path: str) -> str:
    """A page's path. Wagtail's begins with the front page's own slug."""
    below = url_path.strip("/").partition("/")[2]
    return f"/{below}/" if below else "/"
