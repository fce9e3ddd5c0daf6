"""The head of our own pages in Wagtail's admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def head(title: str, *way: tuple[str, str], icon: str = "user") -> dict[str, Any]:
    """What Wagtail's pages want for their head: the way here, and the title at its end."""
    steps = [(reverse("wagtailadmin_home"), _("Home")), *way, ("", title)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in steps],
    }
