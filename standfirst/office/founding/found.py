"""Makes the publication that the answers describe: all of it, or nothing."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Page

from standfirst.membership.models import Plan
from standfirst.office.founding.answers import Answers
from standfirst.office.founding.texts import plain_texts
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import LogInLink, Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import FrontPage
from standfirst.stories.opening import open_desk, open_front, open_plain_page

PLAN = "basic"  # the first plan's slug: it never changes, whatever the plan is called


def is_founded() -> bool:
    """Also in a database with no tables yet."""
    made = FrontPage._meta.db_table in connection.introspection.table_names()
    return made and FrontPage.objects.exists()


@transaction.atomic
def found(it: Answers, now: datetime) -> str | None:
    """The token of a link that logs the publisher in; None where somebody founded it meanwhile."""
    Page.objects.select_for_update().get(depth=1)  # two at once wait for one another
    if is_founded():
        return None
    _name(it)
    _open(it)
    _sell(it)
    publisher = Reader.objects.find_or_create(it.publisher)
    publisher.name = it.publisher_name
    publisher.save(update_fields=["name"])
    publisher.take_role(Role.PUBLISHER)
    return LogInLink.token_for(publisher, now)


def _name(it: Answers) -> None:
    publication = PublicationSettings.load()
    publication.name, publication.language = it.name, it.language
    publication.contact_name, publication.contact_email = it.publisher_name[:80], it.contact
    publication.save()


def _open(it: Answers) -> None:
    """The plain pages are drafts: what they promise is for the publisher to promise."""
    front = open_front(it.name, urlsplit(settings.ADDRESS))
    for slug, name in it.desks:
        open_desk(front, slug, name)
    for slug, title, text in plain_texts(it.language, name=it.name, contact=it.contact):
        open_plain_page(front, slug, title, text, live=False)


def _sell(it: Answers) -> None:
    if it.plan:
        plan = Plan.objects.offer(PLAN, name=it.plan)
        for interval, money in it.prices:
            plan.set_price(money, interval)
