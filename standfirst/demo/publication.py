"""The demo publication: The Relay, its desks, its plans, its briefs and its readers."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from standfirst.demo import cast
from standfirst.demo.changes import tell_changes
from standfirst.membership.models import Interval, Plan
from standfirst.membership.snapshot import Money
from standfirst.publication.models import PublicationSettings
from standfirst.stories.briefs import BriefError
from standfirst.stories.importing import import_files
from standfirst.stories.models import Author, FrontPage, StorylinePage
from standfirst.stories.opening import open_desk, open_front, open_plain_page
from standfirst.stories.registering import import_register

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
        plan = Plan.objects.offer(slug, name=name, description=description, position=position)
        for interval, amount in ((Interval.MONTH, month), (Interval.YEAR, year)):
            plan.set_price(Money(amount, "EUR"), interval)


def _open_desks() -> None:
    front = open_front("The Relay", urlsplit(settings.ADDRESS))
    for slug, (name, description) in DESKS.items():
        open_desk(front, slug, name, description)
    for slug, name in PLAIN.items():
        open_plain_page(front, slug, name, (PAGES / f"{slug}.html").read_text())
    for slug, (name, summary) in STORYLINES.items():
        front.add_child(instance=StorylinePage(title=name, slug=slug, summary=summary))


def _import_briefs(now: datetime) -> None:
    import_register(BRIEFS / "register.yaml", now)
    files = sorted(path for path in BRIEFS.glob("*.md") if path.name != "README.md")
    for outcome in import_files(files, publish=True, now=now):
        if isinstance(outcome, BriefError):
            raise outcome


def _introduce_authors() -> None:
    """The briefs' bylines made them."""
    for name, (role, about) in AUTHORS.items():
        Author.objects.filter(name=name).update(role=role, about=about)
