"""The demo publication: The Relay, its desks, its plans, its briefs and its readers."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from standfirst.demo import cast
from standfirst.demo.changes import tell_changes
from standfirst.membership.models import Interval, Plan, Price
from standfirst.publication.models import PublicationSettings
from standfirst.stories.briefs import BriefError
from standfirst.stories.importing import import_files
from standfirst.stories.models import Author, DeskPage, FrontPage, PlainPage, StorylinePage

BRIEFS = Path(__file__).parent / "briefs"
PAGES = Path(__file__).parent / "pages"
DESKS = {
    "world": ("World", "Who said what, where it is decided."),
    "money": ("Money", "Central banks, companies, courts."),
    "climate": ("Climate", "The talks, the science, the promises."),
    "technology": ("Technology", "What is built, and who answers for it."),
}
PLAIN = {
    "about": "About",
    "contact": "Contact",
    "terms": "Terms",
    "privacy": "Privacy",
    "imprint": "Imprint",
}
STORYLINES = {
    "kursk-incursion": (
        "Kursk incursion",
        "Ukraine’s push into Russia’s Kursk region, from 6 August 2024 on, and what others say of it.",
    ),
    "un-climate-talks": (
        "UN climate talks",
        "What governments promise each other at the yearly conference, and what each calls it.",
    ),
}
AUTHORS = {
    "Mara Lind": ("World editor", "Courts, armies and the offices that speak for them."),
    "Tomas Okafor": ("Money correspondent", "Central banks, and the agencies nobody reads."),
    "Ines Vale": ("Climate correspondent", "The talks, and everything after them."),
}
PLANS = (
    ("basic", "Basic", "Every members' story.", 500, 5000),
    ("plus", "Plus", "Every members' story, and the ones for Plus.", 900, 9000),
)


def load(now: datetime) -> None:
    """Make the demo publication, or bring its readers' histories up to date. Edited stories are left alone."""
    if not FrontPage.objects.exists():
        with transaction.atomic():  # a start that is broken off leaves nothing half made
            _name_it()
            _sell_plans()
            _open_desks()
            _import_briefs(now)
            _introduce_authors()
            tell_changes()
    cast.bring_up_to_date(now)


def _name_it() -> None:
    it = PublicationSettings.load()
    it.name = "The Relay"
    it.tagline = "Who said what, exactly"
    it.description = "Short briefs that say who said what, with every quotation attributed."
    it.contact_name = "Nora Field, readers' editor"
    it.contact_email = "readers@example.com"
    it.save()


def _sell_plans() -> None:
    for position, (slug, name, description, month, year) in enumerate(PLANS):
        plan = Plan.objects.create(slug=slug, name=name, description=description, position=position)
        for interval, amount in ((Interval.MONTH, month), (Interval.YEAR, year)):
            Price.objects.create(plan=plan, amount=amount, currency="EUR", interval=interval)


def _open_desks() -> None:
    root = Page.get_first_root_node()
    for page in root.get_children():  # Wagtail's own welcome page
        page.delete()
    root.refresh_from_db()
    front = root.add_child(instance=FrontPage(title="The Relay", slug="front"))
    for slug, (name, description) in DESKS.items():
        front.add_child(instance=DeskPage(title=name, slug=slug, description=description))
    for slug, name in PLAIN.items():
        text = (PAGES / f"{slug}.html").read_text()
        front.add_child(instance=PlainPage(title=name, slug=slug, text=text))
    for slug, (name, summary) in STORYLINES.items():
        front.add_child(instance=StorylinePage(title=name, slug=slug, summary=summary))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.ALLOWED_HOSTS[0],
            "root_page": front,
            "site_name": "The Relay",
        },
    )


def _import_briefs(now: datetime) -> None:
    files = sorted(path for path in BRIEFS.glob("*.md") if path.name != "README.md")
    for outcome in import_files(files, publish=True, now=now):
        if isinstance(outcome, BriefError):
            raise outcome


def _introduce_authors() -> None:
    """The briefs' bylines made them."""
    for name, (role, about) in AUTHORS.items():
        Author.objects.filter(name=name).update(role=role, about=about)
