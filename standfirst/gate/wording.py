"""The words in force: the publication's own where it has set some, else the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from standfirst.gate.decision import Decision, Reason
from standfirst.gate.models import NoticeWords
from standfirst.gate.saying import Shop
from standfirst.gate.words import VARIANTS, Words
from standfirst.membership.models import Plan
from standfirst.membership.offers import offers_on_sale

_NAMES_PLANS = frozenset({Reason.SIGNED_OUT, Reason.PLAN_TOO_LOW})


@dataclass(frozen=True)
class Wording:
    """`own`: words the publication has set, by variant; an empty one keeps the default."""

    own: Mapping[str, Words] = field(default_factory=dict)
    shop: Shop = field(default_factory=Shop)

    def words(self, variant: str) -> Words:
        default = VARIANTS[variant].words
        own = self.own.get(variant, default)
        return Words(
            own.line or default.line, own.button or default.button, own.second or default.second
        )


def wording_for(decision: Decision) -> Wording:
    """One query for words, two more where plans are named. Words that no longer check are passed over."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = NoticeWords.objects.filter(language=language)
    own = {row.variant: row.words for row in rows if not row.problems()}
    if decision.reason not in _NAMES_PLANS:
        return Wording(own)
    names = dict(Plan.objects.values_list("slug", "name"))
    return Wording(own, Shop(names, offers_on_sale()))
