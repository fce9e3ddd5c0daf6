"""Challenges in the menu, with how many are open, and what the log says of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.record.challenge_desk import (
    ICON,
    act_on_challenge,
    challenge_case,
    challenges,
)
from standfirst.record.models import Challenge
from standfirst.record.models.challenge import Outcome
from standfirst.record.rights import KEEP


@hooks.register("register_admin_urls")
def challenge_urls() -> list[URLPattern]:
    return [
        path("challenges/", challenges, name="record_challenges"),
        path("challenges/<int:pk>/", challenge_case, name="record_challenge_case"),
        path("challenges/<int:pk>/<slug:name>/", act_on_challenge, name="act_on_record_challenge"),
    ]


class ChallengesMenuItem(MenuItem):
    """With the number of those that are open, in words a screen reader reads too."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP)

    def render_component(self, request: HttpRequest) -> Any:
        item = super().render_component(request)
        if waiting := Challenge.objects.filter(outcome=Outcome.OPEN).count():
            item.label = ngettext(
                "Challenges: %(count)d open", "Challenges: %(count)d open", waiting
            ) % {"count": waiting}
        return item


@hooks.register("register_admin_menu_item")
def challenges_menu_item() -> MenuItem:
    return ChallengesMenuItem(
        _("Challenges"),
        reverse("record_challenges"),
        name="challenges",
        icon_name=ICON,
        order=270,
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for action, label, done in (
        ("record.hold_back", _("Hold a statement back"), _("Held the statement back")),
        ("record.release", _("Release a statement"), _("Let readers find the statement again")),
        ("record.show_dispute", _("Show a dispute"), _("Showed readers that it is disputed")),
        ("record.hide_dispute", _("Hide a dispute"), _("Kept from readers that it is disputed")),
        ("record.settle", _("Settle a challenge"), _("Chose an outcome")),
        (
            "record.erase_challenge",
            _("Erase a challenge"),
            _("Erased who made it, and in which words"),
        ),
    ):
        actions.register_action(action, label, done)
