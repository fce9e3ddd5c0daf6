"""What `init` says in the end: what is there, and what to do next."""

import sys
from pathlib import Path

from django.conf import settings

from standfirst.membership.format import format_all, format_price
from standfirst.membership.models import Plan, Price
from standfirst.office.founding.answers import Answers
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import DeskPage

FIRST = """\
{name} is made, in {folder}: {desks}; {sold}.

1. See what is not ready yet, and how to mend it:
     {command} doctor
2. Start it:
     {command} serve
3. Open this link; it logs you in, once, within 24 hours, at the desk (/admin/). Whoever has it is you:
     {link}
4. Read, complete and publish the plain pages that wait as drafts under Pages: about, contact, terms, privacy, imprint.
"""
THERE = """\
There is a publication here already; nothing was made.
  name: {name}
  address: {address}
  data directory: {folder}
  desks: {desks}
  plans: {plans}
  publishers: {publishers}
To log in as one of them: {command} login_link ADDRESS"""


def first_steps(it: Answers, link: str) -> str:
    prices = [format_price(money, interval) for interval, money in it.prices]
    return FIRST.format(
        name=it.name,
        folder=settings.DATA,
        desks=_count(len(it.desks), "desk", format_all([name for _, name in it.desks])),
        sold=f"{it.plan} for {' or '.join(prices)}" if it.plan else "nothing is sold yet",
        command=command(),
        link=link,
    )


def what_is_there() -> str:
    prices = Price.objects.on_sale()
    plans = [
        ", ".join([plan.name, *(it.in_words for it in prices.filter(plan=plan))])
        for plan in Plan.objects.all()
    ]
    return THERE.format(
        name=PublicationSettings.load().name,
        address=settings.ADDRESS,
        folder=settings.DATA,
        desks=", ".join(DeskPage.objects.order_by("path").values_list("title", flat=True)),
        plans="; ".join(plans) or "none yet",
        publishers=Reader.objects.with_role(Role.PUBLISHER).count(),
        command=command(),
    )


def command() -> str:
    """What was typed to come here."""
    return "python3 manage.py" if Path(sys.argv[0]).name == "manage.py" else "standfirst"


def _count(number: int, thing: str, names: str) -> str:
    return f"the {thing} {names}" if number == 1 else f"the {thing}s {names}"
