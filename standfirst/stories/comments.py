"""Comments on drafts by somebody who leaves: they stand in drafts saved since, and in the log, too."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME, Comment, PageLogEntry, Revision

from standfirst.readers.models import Reader

Said = dict[str, Any]


def forget_comments(reader: Reader) -> None:
    """The words alone: that somebody commented stays in the log. The rows themselves go with the reader's."""
    logged = PageLogEntry.objects.filter(action__startswith="wagtail.comments.")
    pages = set(logged.filter(user=reader).values_list("page_id", flat=True))
    _forget_in_drafts(reader, pages)
    quoting = list(_quoting(reader, logged.filter(page_id__in=pages)))
    PageLogEntry.objects.filter(pk__in=quoting).update(data={})


def _forget_in_drafts(reader: Reader, pages: Iterable[int]) -> None:
    drafts = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages])
    for draft in drafts.iterator():
        said: list[Said] = draft.content.get(COMMENTS_RELATION_NAME, [])
        left = [_without_replies(it, reader.pk) for it in said if it["user"] != reader.pk]
        if left != said:
            content = draft.content | {COMMENTS_RELATION_NAME: left}
            Revision.objects.filter(pk=draft.pk).update(content=content)


def _without_replies(comment: Said, pk: int) -> Said:
    return comment | {"replies": [it for it in comment["replies"] if it["user"] != pk]}


def _quoting(reader: Reader, logged: Iterable[PageLogEntry]) -> Iterator[int]:
    """Their own entries, and those of others that repeat what was resolved or answered."""
    comments = set(Comment.objects.filter(user=reader).values_list("pk", flat=True))
    for entry in logged:
        said = entry.data.get("comment", {}).get("id")
        if entry.user_id == reader.pk or said in comments:
            yield entry.pk
