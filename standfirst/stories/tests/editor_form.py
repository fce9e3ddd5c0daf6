"""A story's form in the admin, filled in as a browser would send it."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from standfirst.stories.tests.factories import ONE_PART, Part


def edit_address(page_id: int) -> str:
    return f"/admin/pages/{page_id}/edit/"


def add_address(desk_id: int) -> str:
    return f"/admin/pages/add/stories/storypage/{desk_id}/"


def filled(
    client: Client,
    address: str,
    *,
    parts: tuple[Part, ...] = ONE_PART,
    comments: tuple[str, ...] = (),
    **typed: Any,
) -> QueryDict:
    """What the form at this address would send. Scripts put its sections in it, and new comments."""
    fields = querydict_from_html(client.get(address).text, form_id="page-edit-form")
    for name in [it for it in fields if it.startswith("sections-")]:
        del fields[name]
    by_scripts = {
        "sections": streamfield([_section(part) for part in parts]),
        "comments": inline_formset([_comment(text) for text in comments]),
    }
    fields.update(nested_form_data(by_scripts))
    for name, value in typed.items():
        fields[name] = value
    return fields


def _section(part: Part) -> tuple[str, dict[str, Any]]:
    free = {"free": "on"} if part.free else {}
    value = {"label": part.label, "text": rich_text(part.html), "outside_label": part.outside_label}
    return "section", value | free


def _comment(text: str) -> dict[str, Any]:
    """On the standfirst, without a reply."""
    replies = inline_formset([])
    return {"text": text, "contentpath": "standfirst", "position": "", "replies": replies}
