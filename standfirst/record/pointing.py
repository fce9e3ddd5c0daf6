"""How much of the record points at a row of the register or at a source."""

from django.db.models import Q

from standfirst.record.models import Party, Person, Source, Statement


def statements_pointing_at(row: Party | Person | Source) -> int:
    """Those that are hidden, too: a story may bring them back."""
    match row:
        case Party():
            found = Q(party=row) | Q(side=row)
        case Person():
            found = Q(person=row)
        case Source():
            found = Q(source=row) | Q(pk__in=row.evidence.values("statement"))
    return Statement.objects.filter(found).count()
