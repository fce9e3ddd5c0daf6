"""What The Relay changed in its stories after they were out: an update, and a clarification."""

from dataclasses import dataclass

from wagtail.rich_text import RichText

from standfirst.stories.models import NoteKind, StoryPage


@dataclass(frozen=True)
class Changed:
    """In the story `slug`, `before` became `after`, and readers were told so in `note`."""

    slug: str
    before: str
    after: str
    kind: NoteKind
    note: str

    def publish(self) -> None:
        story: StoryPage = StoryPage.objects.get(slug=self.slug).get_latest_revision_as_object()
        for block in story.sections:
            block.value["text"] = RichText(
                block.value["text"].source.replace(self.before, self.after)
            )
        story.note_kind, story.note_text = self.kind, self.note
        story.save_revision().publish()


CHANGES = (
    Changed(
        slug="tiktok-supreme-court-stunt",
        before="it would have to go dark on 19 January.",
        after="it would have to go dark on 19 January. It did, late on the 18th, and was back "
        "about noon the next day, after Trump had promised an order.",
        kind=NoteKind.UPDATE,
        note="TikTok went dark in the United States late on 18 January and was back about noon on the 19th.",
    ),
    Changed(
        slug="crowdstrike-microsoft-commission",
        before="sent an update for its Falcon software to Windows computers.",
        after="sent an update of configuration data for its Falcon software to Windows computers.",
        kind=NoteKind.CLARIFICATION,
        note="We now say what kind of update it was: of configuration data, not of the program itself. "
        "CrowdStrike’s preliminary review draws that distinction.",
    ),
)


def tell_changes() -> None:
    for changed in CHANGES:
        changed.publish()
