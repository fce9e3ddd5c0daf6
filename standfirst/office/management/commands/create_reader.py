"""manage.py create_reader EMAIL: make a reader, or give one a name, a right to read, a role."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from standfirst.membership.models import Grant, Plan
from standfirst.readers.models import LastPublisher, Reader, plain_address
from standfirst.readers.roles import Role

NO_END = 0


class Command(BaseCommand):
    help = "Make a reader, or give one that exists a name, a right to read, or a role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the reader's address")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--grant",
            nargs="?",
            type=_days,
            const=NO_END,
            metavar="DAYS",
            help="a right to read without paying, for so many days; without DAYS it has no end",
        )
        parser.add_argument(
            "--plan", metavar="SLUG", help="the grant's plan; else the first that is on sale"
        )
        parser.add_argument("--staff", choices=Role.values, metavar="ROLE", help="a role of staff")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        address = _address(options["email"])
        if options["plan"] and options["grant"] is None:
            raise CommandError("--plan: it says what --grant is for. Add --grant, or leave it out.")
        plan = None if options["grant"] is None else _plan(options["plan"])
        reader = self._reader(address, options["name"])
        if plan:
            self.stdout.write(_grant(reader, plan, options["grant"], now))
        if options["staff"]:
            try:
                reader.take_role(options["staff"])
            except LastPublisher as only:
                raise CommandError(
                    f"--staff: {address} is the only publisher. Make somebody else one first."
                ) from only
            self.stdout.write(f"role: {options['staff']}")

    def _reader(self, address: str, name: str) -> Reader:
        reader = Reader.objects.with_address(address).first()
        if reader is None:
            self.stdout.write(f"made: {address}")
            return Reader.objects.create_reader(address, name=name)
        self.stdout.write(f"updated: {address}, which was a reader already")
        if name:
            reader.name = name
            reader.save(update_fields=["name"])
        return reader


def _grant(reader: Reader, plan: Plan, days: int, now: datetime) -> str:
    """Add a grant, unless one as long is there: the command may be run again."""
    ends_at = now + timedelta(days=days) if days != NO_END else None
    as_long = Q(ends_at=None) | Q(ends_at__gte=ends_at) if ends_at else Q(ends_at=None)
    current = Grant.objects.of(reader).filter(as_long, plan=plan, starts_at__lte=now)
    if current.exists():
        return f"grant: {plan.slug}, held already for as long"
    Grant.give(reader, plan, now, days=days or None, why="create_reader")
    return f"grant: {plan.slug}, {f'until {ends_at:%Y-%m-%d %H:%M} UTC' if ends_at else 'no end'}"


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of days; give 1 or more, or nothing")
    return int(text)


def _address(text: str) -> str:
    address = plain_address(text)
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise CommandError(
            f"EMAIL: {text!r} is no address. Give a whole one, such as ana@example.org"
        ) from wrong
    return address


def _plan(slug: str | None) -> Plan:
    if slug is None:
        plan = Plan.objects.on_sale().first()
        if plan is None:
            raise CommandError("--grant: no plan is on sale. Put one on sale in the admin first.")
        return plan
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"--plan: there is no plan {slug!r}. There are: {known}")
    return plan
