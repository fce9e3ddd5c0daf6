"""The register in the admin: parties, people, their posts, and who held them when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from standfirst.publication.admin_head import head
from standfirst.record.models import Party, Person, Post, Source, Tenure
from standfirst.record.pointing import statements_pointing_at
from standfirst.record.wagtail_hooks.choosing import OfNames, OfPosts, chooser_of
from standfirst.record.wagtail_hooks.linked import CreateLinked, LinkedPanel
from standfirst.record.wagtail_hooks.sources import SourceViewSet

ADDRESS = FieldPanel("slug", read_only=True, help_text=_("Made of the first name, and kept."))


class EditNamed(EditView):
    """With the way to merge it into another."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *_merge_button(self.object, self.can_delete)]


class NamedViewSet(SnippetViewSet):
    search_fields = ["name", "also_called", "keys"]
    ordering = ["name", "pk"]
    copy_view_enabled = False
    edit_view_class = EditNamed
    chooser_viewset_class = chooser_of(OfNames)
    chooser_per_page = 25


class PartyViewSet(NamedViewSet):
    model = Party
    icon = "group"
    list_display = ["name", "kind", "parent"]
    list_filter = ["kind"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldPanel("parent"),
        FieldPanel("also_called"),
        FieldPanel("wikidata"),
        LinkedPanel("posts", "party", heading=_("Posts")),
        ADDRESS,
    ]


class PersonViewSet(NamedViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "also_called", "wikidata"]
    panels = [
        FieldPanel("name"),
        FieldPanel("also_called"),
        FieldPanel("wikidata"),
        LinkedPanel("tenures", "person", heading=_("Posts held")),
        ADDRESS,
    ]


class PostViewSet(SnippetViewSet):
    model = Post
    icon = "tag"
    add_view_class = CreateLinked
    copy_view_enabled = False
    chooser_viewset_class = chooser_of(OfPosts)
    list_display = ["title", "party"]
    search_fields = ["title", "also_called", "party__name"]
    panels = [
        FieldPanel("title"),
        FieldPanel("party"),
        FieldPanel("also_called"),
        LinkedPanel("tenures", "post", heading=_("Held by")),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Post.objects.select_related("party")


class TenureViewSet(SnippetViewSet):
    model = Tenure
    icon = "date"
    add_view_class = CreateLinked
    copy_view_enabled = False
    list_display = ["person", "post", "starts", "ends"]
    search_fields = ["person__name", "post__title", "post__party__name"]
    panels = [
        FieldPanel("person"),
        FieldPanel("post"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Tenure.objects.select_related("person", "post__party")


class RegisterGroup(SnippetViewSetGroup):
    items = (PartyViewSet, PersonViewSet, PostViewSet, TenureViewSet, SourceViewSet)
    menu_label = _("Record")
    menu_icon = "openquote"
    menu_order = 260


register_snippet(RegisterGroup)


def _merge_button(row: Party | Person, may: bool) -> list[Button]:
    name = "merge_parties" if isinstance(row, Party) else "merge_people"
    url = reverse(name, args=[row.pk])
    return (
        [Button(_("Merge into another"), url=url, icon_name="resubmit", priority=15)] if may else []
    )


@hooks.register("before_delete_snippet")
def keep_what_is_cited(request: HttpRequest, instances: Any) -> HttpResponse | None:
    """What statements point at stays: the record would lose who spoke, or where it can be checked."""
    rows = [it for it in instances if isinstance(it, Party | Person | Source)]
    counted = [(it, count) for it in rows if (count := statements_pointing_at(it))]
    if not counted:
        return None
    context = {"counted": counted, **head(str(_("It stays on record")), icon="warning")}
    return render(request, "record/staff/cited.html", context, status=409)
