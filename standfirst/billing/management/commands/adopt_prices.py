"""`standfirst adopt_prices`: take prices that the Stripe account has already for plans of ours."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from standfirst.billing import adopting
from standfirst.billing.adopting import Found
from standfirst.billing.gateway import Trouble
from standfirst.membership.format import format_money
from standfirst.membership.models import Plan


class Command(BaseCommand):
    help = (
        "Lists the prices of the Stripe account, and adopts those that name a plan of ours: by PRICE=PLAN here, "
        "by standfirst_plan in the metadata of the price or its product, or by the lookup key of the price."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("named", nargs="*", metavar="PRICE=PLAN", help="price_1Abc=basic")
        parser.add_argument("--dry-run", action="store_true", help="list, and adopt nothing")

    def handle(self, *args: Any, named: list[str], dry_run: bool, **options: Any) -> None:
        try:
            found = adopting.find(self._named(named))
        except Trouble as why:
            raise CommandError(f"Stripe could not be asked: {why}") from why
        for it in found:
            done = self._adopt(it, dry_run)
            money = f"{format_money(it.money)} a {it.interval or 'time'}"
            self.stdout.write(f"{it.stripe_id}  {it.name}, {money}: {done}")
        if not found:
            self.stdout.write("The account has no active price.")

    def _adopt(self, it: Found, dry_run: bool) -> str:
        if it.known:
            return "known here"
        if it.why_not:
            return it.why_not
        if not it.plan:
            return "left alone, as nothing says for which plan it is"
        if dry_run:
            return f"would be adopted for {it.plan}"
        adopting.adopt(it)
        return f"adopted for {it.plan}"

    def _named(self, named: list[str]) -> dict[str, str]:
        pairs = dict(it.partition("=")[::2] for it in named)
        slugs = set(Plan.objects.values_list("slug", flat=True))
        for price, slug in pairs.items():
            if slug not in slugs:
                raise CommandError(
                    f"{price}={slug}: there is no plan {slug!r}. See `Plans and prices`."
                )
        return pairs
