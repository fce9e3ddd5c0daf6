"""The words in force: the publication's own where it has set some, else the defaults."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from standfirst.gate.decision import Decision, Reason
from standfirst.gate.models import NoticeWords
from standfirst.gate.saying import Shop
from standfirst.gate.words import VARIANTS, Words
from standfirst.membership.offers import offers_on_sale, plan_names
from standfirst.publication.remembering import Remembered

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
    """Words that no longer check are passed over. Where nothing is kept: a query, and two more to name plans."""
    own = _own_words().get(get_language() or settings.LANGUAGE_CODE, {})
    if decision.reason not in _NAMES_PLANS:
        return Wording(own)
    return Wording(own, Shop(plan_names(), offers_on_sale()))


def _load_own_words() -> Mapping[str, Mapping[str, Words]]:
    """By language and variant."""
    found: dict[str, dict[str, Words]] = defaultdict(dict)
    for row in NoticeWords.objects.all():
        if not row.problems():
            found[row.language][row.variant] = row.words
    return dict(found)


_own_words = Remembered(_load_own_words)
