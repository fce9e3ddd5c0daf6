"""What search keeps of a statement beside its words, which stand in the database's own full-text index."""

from django.db import models
from django.db.models import Q

from standfirst.gate.fields import AccessField
from standfirst.record.models.statement import Statement


class Findable(models.Model):
    """`place`: in the order of time (`record.search.places`). `access` and `free`: those its words were indexed for.

    `stale`: a name in it is another now. Rows are written by `record.search.entries` alone; on PostgreSQL they have
    one column more, `words`, and on SQLite a row of the same number in the table `record_words`.
    """

    statement = models.OneToOneField(
        Statement, primary_key=True, on_delete=models.CASCADE, related_name="findable"
    )
    place = models.BigIntegerField(unique=True)
    access = AccessField()
    free = models.BooleanField()
    stale = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["stale"], condition=Q(stale=True), name="record_to_index_anew")
        ]

    def __str__(self) -> str:
        return f"words of statement {self.statement_id}"
