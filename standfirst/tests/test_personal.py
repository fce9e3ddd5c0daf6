"""Whatever is kept of a reader is declared by a room, so that export and deletion know of it.

Looked for among all models, ours and those of Django, Wagtail and allauth:
- what points at a reader, plainly or by content type and number;
- every field for an address of mail or of the net, and every one named for a person;
- every word and file in a row that cannot be without its reader, and in rows that cannot be without such a row.
"""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.db.models import CASCADE, PROTECT, Field, Model
from django.test.utils import isolate_apps

from standfirst.readers.models import Reader
from standfirst.readers.personal import rooms

# In the names of fields that hold a person, or where one can be reached.
PERSONAL_NAMES = {
    "account",
    "address",
    "addressee",
    "agent",
    "author",
    "avatar",
    "by",
    "birthday",
    "byline",
    "city",
    "contact",
    "country",
    "customer",
    "device",
    "email",
    "from",
    "ip",
    "locale",
    "mail",
    "name",
    "owner",
    "person",
    "phone",
    "place",
    "reader",
    "recipient",
    "reply",
    "sender",
    "session",
    "signed",
    "street",
    "surname",
    "timezone",
    "to",
    "user",
    "zone",
}
ADDRESSES = (models.EmailField, models.GenericIPAddressField)
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)

OF_A_KIND = "names a kind of thing, which is the code's or Wagtail's"
PRINTED = "printed by the publication for everyone to read"
SPEAKS = "of those who speak in stories, printed for everyone to read: no reader's"
OF_THE_PUBLICATION = "of the publication itself"
NO_ROWS = "no rows: the publication has a model of its own"
OTHER_KINDS = "points at pages and at settings; readers are in none of its kinds"
NOT_READERS = {
    "account.EmailConfirmation.key": "never written: codes prove an address (decision 007)",
    "auth.Group.name": "a role's",
    "auth.Permission.codename": OF_A_KIND,
    "auth.Permission.name": OF_A_KIND,
    "billing.SoldPlan.name": "a plan's",
    "demo.KeptMail.reply_to": OF_THE_PUBLICATION,
    "demo.KeptMail.sender": OF_THE_PUBLICATION,
    "membership.Plan.name": "a plan's",
    "publication.JobRun.name": "a job's",
    "publication.OutgoingMail.reply_to": OF_THE_PUBLICATION,
    "publication.OutgoingMail.sender": OF_THE_PUBLICATION,
    "publication.PublicationSettings.contact_email": OF_THE_PUBLICATION,
    "publication.PublicationSettings.contact_name": OF_THE_PUBLICATION,
    "publication.PublicationSettings.name": OF_THE_PUBLICATION,
    "publication.PublicationSettings.postal_address": OF_THE_PUBLICATION,
    "readers.Approval.signs": "made up, for both devices to show for some minutes",
    "record.Party.name": SPEAKS,
    "record.Person.name": SPEAKS,
    "sessions.Session.session_data": "the browser's; it ends with the log-out, or goes unread once the reader is gone",
    "sessions.Session.session_key": "the browser's",
    "stories.Author.name": PRINTED,
    "stories.StoryPage.byline": PRINTED,
    "taggit.Tag.name": "a word for images and documents",
    "taggit.TaggedItem.object_id": OTHER_KINDS,
    "wagtailadmin.EditingSession.object_id": OTHER_KINDS,
    "wagtailadmin.FormState.object_id": OTHER_KINDS,
    "wagtailadmin.FormState.parent_object_id": "a page's",
    "wagtailcore.Collection.name": "a folder's",
    "wagtailcore.Comment.contentpath": "which field of the page",
    "wagtailcore.Comment.position": "which words of the field",
    "wagtailcore.ReferenceIndex.object_id": OTHER_KINDS,
    "wagtailcore.ReferenceIndex.to_object_id": OTHER_KINDS,
    "wagtailcore.Revision.object_id": OTHER_KINDS,
    "wagtailcore.Site.hostname": OF_THE_PUBLICATION,
    "wagtailcore.Site.site_name": OF_THE_PUBLICATION,
    "wagtailcore.Task.name": "a step's",
    "wagtailcore.Workflow.name": "a workflow's",
    "wagtailcore.WorkflowState.object_id": OTHER_KINDS,
    "wagtaildocs.Document.uploaded_by_user": NO_ROWS,
    "wagtailimages.Image.uploaded_by_user": NO_ROWS,
    "wagtailsearch.IndexEntry.object_id": OTHER_KINDS,
}


def declared() -> set[str]:
    return {field for kept in rooms().values() for field in kept.FIELDS}


def found(models: Iterable[type[Model]]) -> set[str]:
    """Every field that may hold something of a reader, as "room.Model.field"."""
    models = list(models)
    of_readers = owned(models)
    return {
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in local(model)
        if points_at_a_reader(field)
        or field.name in generic(model)
        or speaks_of_a_person(field)
        or (model in of_readers and speaks(field))
    }


def local(model: type[Model]) -> Iterator[Field]:
    """Those of the model's own table; what a parent's holds is the parent's."""
    yield from model._meta.local_fields
    yield from model._meta.local_many_to_many


def points_at_a_reader(field: Field) -> bool:
    return field.related_model is Reader


def generic(model: type[Model]) -> set[str]:
    """What names a row of any model by its number."""
    keys = {it.fk_field for it in model._meta.private_fields if isinstance(it, GenericForeignKey)}
    loose = "object_id" if any(it.name == "content_type" for it in model._meta.fields) else ""
    return {*keys, loose}


def speaks(field: Field) -> bool:
    """Of several words that the code offers, one tells nothing by itself."""
    return isinstance(field, WORDS) and not field.choices


def speaks_of_a_person(field: Field) -> bool:
    named = PERSONAL_NAMES & set(field.name.split("_"))
    return isinstance(field, ADDRESSES) or bool(named and speaks(field))


def owned(models: list[type[Model]]) -> set[type[Model]]:
    """Models whose rows go with a reader, or with a row that does: whatever stands there is the reader's."""
    theirs: set[type[Model]] = {Reader}
    while more := {it for it in models if it not in theirs and belongs_to(it, theirs)}:
        theirs |= more
    return theirs


def belongs_to(model: type[Model], theirs: set[type[Model]]) -> bool:
    return any(
        field.related_model in theirs and field.remote_field.on_delete in (CASCADE, PROTECT)
        for field in model._meta.local_fields
        if field.remote_field
    )


def test_every_personal_field_is_a_rooms_or_has_a_reason_to_be_none() -> None:
    all_of_them = found(apps.get_models(include_auto_created=True))
    left = sorted(all_of_them - declared() - set(NOT_READERS))
    assert not left, "Declare these in a personal.py, or say why not:\n" + "\n".join(left)


def test_what_is_declared_and_what_has_a_reason_is_there() -> None:
    """Or a renamed field would take its declaration along, unseen."""
    for path in [*declared(), *NOT_READERS]:
        label, _dot, name = path.rpartition(".")
        assert name in {it.name for it in local(apps.get_model(label))}, path
    assert declared() & set(NOT_READERS) == set()


def test_of_each_model_one_room_tells() -> None:
    """Or what is kept in one place would be exported, erased and joined in two."""
    rooms_of: dict[str, set[str]] = {}
    for room, kept in rooms().items():
        for field in kept.FIELDS:
            rooms_of.setdefault(field.rpartition(".")[0], set()).add(room)
    assert not {model: of for model, of in rooms_of.items() if len(of) > 1}


@pytest.mark.parametrize("room", ["demo", "office", "stories", "record", "keys", "mails"])
def test_the_room_declares_itself(room: str) -> None:
    assert room in rooms()


def plant(name: str, **fields: Field) -> type[Model]:
    meta = type("Meta", (), {"app_label": "office"})
    return type(name, (Model,), {"__module__": __name__, "Meta": meta, **fields})


@isolate_apps()
def test_it_finds_planted_fields() -> None:
    visit = plant(
        "Visit",
        reader=models.ForeignKey(Reader, models.SET_NULL, null=True, related_name="+"),
        page=models.TextField(),
    )
    diary = plant(
        "Diary",
        of=models.OneToOneField(Reader, CASCADE, related_name="+"),
        entry=models.TextField(),
        mood=models.CharField(max_length=1, choices=[("a", "a")]),
    )
    page = plant(
        "Page",
        diary=models.ForeignKey(diary, PROTECT, related_name="+"),
        drawn=models.FileField(),
    )
    guest = plant(
        "Guest",
        friends=models.ManyToManyField(Reader, related_name="+"),
        seen_at=models.GenericIPAddressField(),
        reached=models.EmailField(),
        phone_number=models.CharField(max_length=20),
        bread=models.CharField(max_length=20),
    )
    assert {it.removeprefix("office.") for it in found([visit, diary, page, guest])} == {
        "Visit.reader",
        "Diary.of",
        "Diary.entry",
        "Page.drawn",
        "Guest.friends",
        "Guest.seen_at",
        "Guest.reached",
        "Guest.phone_number",
    }
