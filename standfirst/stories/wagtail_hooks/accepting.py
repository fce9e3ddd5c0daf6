"""Who said what in the admin: what the story's form asks, and the page that does without a script."""

from django.urls import URLPattern, path
from wagtail import hooks

from standfirst.stories.accepting.plain_page import who_said_what
from standfirst.stories.accepting.views import propose


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("stories/<int:page_id>/who-said-what/", who_said_what, name="who_said_what"),
        path("stories/<int:page_id>/who-said-what/proposals/", propose, name="propose_statements"),
    ]
