"""What the desk keeps of its staff: what they did, which stays without a name, and what is their own.

Wagtail's own tables are told of here, since this room is where its editors work.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain_rows
from standfirst.stories.comments import forget_comments
from standfirst.stories.models import StoryNote, StoryVersion

# Who did it. The row is the publication's and stays; the database takes the reader out of it. Wagtail's logs keep
# the number, which leads to nobody any more: "system" for all who left would be untrue.
DONE = (
    "publication.PublicationDocument.uploaded_by_user",
    "publication.PublicationImage.uploaded_by_user",
    "stories.Overridden.by",
    "stories.StoryNote.by",
    "stories.StoryVersion.by",
    "wagtailcore.Comment.resolved_by",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.Page.locked_by",
    "wagtailcore.Page.owner",
    "wagtailcore.PageLogEntry.user",
    "wagtailcore.Revision.user",
    "wagtailcore.TaskState.finished_by",
    "wagtailcore.UploadedFile.uploaded_by_user",
    "wagtailcore.WorkflowState.requested_by",
)
# Whose it is. The row goes with the reader's.
OWN = (
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.APIToken.user",
    "wagtailcore.Comment.user",
    "wagtailcore.CommentReply.user",
    "wagtailcore.PageSubscription.user",
    "wagtailusers.UserProfile.user",
)
SAID = (
    "wagtailadmin.FormState.data",
    "wagtailcore.APIToken.key_hash",
    "wagtailcore.APIToken.name",
    "wagtailcore.APIToken.prefix",
    "wagtailcore.Comment.text",
    "wagtailcore.CommentReply.text",
    "wagtailcore.ModelLogEntry.data",
    "wagtailcore.ModelLogEntry.object_id",
    "wagtailcore.PageLogEntry.data",
    "wagtailcore.Revision.content",
    "wagtailusers.UserProfile.avatar",
    "wagtailusers.UserProfile.current_time_zone",
    "wagtailusers.UserProfile.dismissibles",
    "wagtailusers.UserProfile.preferred_language",
)
FIELDS = frozenset((*DONE, *OWN, *SAID))
# What lasts for hours is not worth moving to another account, and the others need a look of their own.
NOT_SIMPLY_MOVED = {
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.PageSubscription.user",
    "wagtailusers.UserProfile.user",
}


def personal_data(reader: Reader) -> dict[str, Any]:
    """Stories by their names as they were then, or as everyone reads them: others may have gone on since."""
    found = {**_work(reader), **_own(reader)}
    return {name: rows for name, rows in found.items() if rows}


def erase(reader: Reader, now: datetime) -> None:
    """A page must not stay locked by nobody, and files and copies are nothing the database knows of."""
    Page.objects.filter(locked_by=reader).update(locked=False, locked_by=None, locked_at=None)
    forget_comments(reader)
    _forget_files(UserProfile.objects.filter(user=reader), "avatar")
    _forget_files(UploadedFile.objects.filter(uploaded_by_user=reader), "file")
    UploadedFile.objects.filter(uploaded_by_user=reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    for path in sorted({*DONE, *OWN} - NOT_SIMPLY_MOVED):
        label, _dot, field = path.rpartition(".")
        rows = apps.get_model(label)._base_manager.filter(**{field: other})
        rows.update(**{field: kept})
    followed = PageSubscription.objects.filter(user=kept).values("page")
    PageSubscription.objects.filter(user=other).exclude(page__in=followed).update(user=kept)
    _logged_of(other).update(object_id=str(kept.pk))
    if UserProfile.objects.filter(user=kept).exists():
        _forget_files(UserProfile.objects.filter(user=other), "avatar")
    else:
        UserProfile.objects.filter(user=other).update(user=kept)


def _work(reader: Reader) -> dict[str, Any]:
    of = {"user": reader}
    acts = {"act": "action", "on": "label", "at": "timestamp"}
    return {
        "acts_on_pages": plain_rows(PageLogEntry.objects.filter(**of), **acts),
        "other_acts": plain_rows(ModelLogEntry.objects.filter(**of), **acts),
        "acts_of_others_on_you": plain_rows(
            _logged_of(reader), act="action", said="data", at="timestamp"
        ),
        "drafts_saved": plain_rows(
            Revision.objects.filter(**of).order_by("pk"), of="object_str", at="created_at"
        ),
        "stories_published": plain_rows(
            StoryVersion.objects.filter(by=reader), story="story__title", version="number", at="at"
        ),
        "notes_to_readers": plain_rows(
            StoryNote.objects.filter(by=reader),
            story="story__title",
            kind="kind",
            text="text",
            at="at",
        ),
        "pages_begun": plain_rows(Page.objects.filter(owner=reader), page="pk"),
        "pages_locked": plain_rows(
            Page.objects.filter(locked_by=reader), page="pk", at="locked_at"
        ),
        "images_uploaded": plain_rows(
            PublicationImage.objects.filter(uploaded_by_user=reader), title="title", at="created_at"
        ),
        "documents_uploaded": plain_rows(
            PublicationDocument.objects.filter(uploaded_by_user=reader),
            title="title",
            at="created_at",
        ),
        "reviews_asked_for": plain_rows(
            WorkflowState.objects.filter(requested_by=reader), at="created_at", state="status"
        ),
        "reviews_given": plain_rows(
            TaskState.objects.filter(finished_by=reader),
            at="finished_at",
            answer="status",
            comment="comment",
        ),
        "comments_resolved": plain_rows(
            Comment.objects.filter(resolved_by=reader), at="resolved_at"
        ),
    }


def _own(reader: Reader) -> dict[str, Any]:
    of = {"user": reader}
    return {
        "comments": plain_rows(Comment.objects.filter(**of), text="text", at="created_at"),
        "answers_to_comments": plain_rows(
            CommentReply.objects.filter(**of), text="text", at="created_at"
        ),
        "pages_followed": plain_rows(PageSubscription.objects.filter(**of), page="page_id"),
        "forms_not_saved": plain_rows(
            FormState.objects.filter(**of), typed="data", at="last_updated_at"
        ),
        "pages_open_in_the_editor": plain_rows(
            EditingSession.objects.filter(**of), page="object_id", last_seen="last_seen_at"
        ),
        "unfinished_uploads": plain_rows(
            UploadedFile.objects.filter(uploaded_by_user=reader), file="file"
        ),
        "access_tokens": plain_rows(
            APIToken.objects.filter(**of), name="name", made="created", last_used="last_used_at"
        ),
        "preferences": plain_rows(
            UserProfile.objects.filter(**of),
            language="preferred_language",
            time_zone="current_time_zone",
            theme="theme",
            contrast="contrast",
            density="density",
            picture="avatar",
            hints_closed="dismissibles",
        ),
    }


def _logged_of(reader: Reader) -> QuerySet[ModelLogEntry]:
    """Roles given and taken, and what else staff did to the account."""
    kind = ContentType.objects.get_for_model(Reader)
    entries: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(
        content_type=kind, object_id=str(reader.pk)
    )
    return entries


def _forget_files(rows: QuerySet[Any], field: str) -> None:
    """When the transaction has held: a file does not come back with a roll-back."""
    for row in rows:
        file: FieldFile = getattr(row, field)
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))
