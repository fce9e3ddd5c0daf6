"""What belongs to a row of the register, on its page: each a link, and one to add another."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.snippets.views.snippets import CreateView

from standfirst.record.models import Party, Person, Post, Tenure


class LinkedPanel(Panel):
    """`relation`: the name of the rows on the instance. `field`: what of theirs leads back."""

    def __init__(self, relation: str, field: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.relation, self.field = relation, field

    def clone_kwargs(self) -> dict[str, Any]:
        own = {"relation": self.relation, "field": self.field}
        return {**super().clone_kwargs(), **own}

    class BoundPanel(Panel.BoundPanel):
        template_name = "record/staff/linked.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            rows = getattr(self.instance, self.panel.relation).all()
            meta = rows.model._meta
            of = f"wagtailsnippets_{meta.app_label}_{meta.model_name}"
            query = urlencode({self.panel.field: self.instance.pk})
            return {
                **super().get_context_data(parent_context),
                "rows": [(it, reverse(f"{of}:edit", args=[it.pk])) for it in rows],
                "add_url": f"{reverse(f'{of}:add')}?{query}",
                "name": meta.verbose_name,
            }


class CreateLinked(CreateView):
    """With what the link that led here names, such as ?person=3, chosen already."""

    known = {"party": Party, "person": Person, "post": Post}

    def get_initial_form_instance(self) -> Post | Tenure:
        row: Post | Tenure = self.model()
        for name, kind in self.known.items():
            asked = self.request.GET.get(name, "")
            if hasattr(self.model, name) and asked.isdecimal():
                setattr(row, name, kind._default_manager.filter(pk=int(asked[:18])).first())
        return row
