"""A story's form and storylines: a new one is made when somebody saves, not while they type."""

from django.http import HttpRequest
from wagtail import hooks

from standfirst.stories.storyline_field import BY_HAND


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def tell_saving_by_hand(request: HttpRequest, *pages: object) -> None:
    """The form does not see its request: autosave is known by asking for JSON."""
    if request.method == "POST" and request.accepts("text/html"):
        sent = request.POST.copy()
        sent[BY_HAND] = "yes"
        request.POST = sent  # type: ignore[assignment]  # Wagtail only reads it
