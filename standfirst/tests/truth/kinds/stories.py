"""What editors do with a story, and with what stands beside it."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow

from standfirst.gate.access import MEMBERS, PUBLIC
from standfirst.publication.models import PublicationImage
from standfirst.stories.models import Author, PlainPage, StorylinePage, StoryPage
from standfirst.stories.opening import open_plain_page
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_picture, make_storyline
from standfirst.tests.truth.kinds.kind import Look, Steps, kind, of_readers
from standfirst.tests.truth.kinds.made import (
    DESK,
    body,
    front,
    logged_in,
    member,
    now,
    path_of,
    registered,
    story,
)

LISTS = ("/", f"/{DESK}/", "/feed.xml", f"/{DESK}/feed.json", "/news-sitemap.xml")


@kind
def a_story_is_published(word: str) -> Steps:
    draft = story(word, live=False, published_at=None)
    new = f"Of {word}"
    yield [
        *(Look(path, new=new) for path in LISTS),
        Look(path_of(draft), old="HTTP 404", new=new, kept=False),
    ]
    publish(draft)


@kind
def a_story_is_unpublished(word: str) -> Steps:
    out = publish(story(word))
    old = f"Of {word}"
    yield [
        Look(f"/{DESK}/feed.json", old=old),
        Look(path_of(out), old=old, new="HTTP 410"),
    ]
    out.unpublish()


@kind
def a_story_is_deleted(word: str) -> Steps:
    out = story(word)
    old = f"Of {word}"
    yield [Look(path_of(out), old=old, new="HTTP 410"), Look("/feed.xml", old=old)]
    StoryPage.objects.get(pk=out.pk).delete()


@kind
def a_headline_is_edited(word: str) -> Steps:
    out = story(word)
    old, new = f"Of {word}", f"More {word}"
    yield [
        Look(path_of(out), old=old, new=new),
        Look(f"/{DESK}/feed.json", old=old, new=new),
        Look("/feed.xml", old=old, new=new),
    ]
    publish(out, title=new)


@of_readers
def a_locked_section_is_edited(word: str) -> Steps:
    out = story(word, access=MEMBERS, sections=(Part("What happened", f"<p>Old{word}.</p>"),))
    reader = logged_in(member(f"reads-{word}"))
    yield [Look(path_of(out), old=f"Old{word}", new=f"New{word}", cookies=reader)]
    publish(out, sections=body(f"New{word}"))


@of_readers
def a_label_is_edited(word: str) -> Steps:
    out = story(word, access=MEMBERS, sections=(Part(f"Old{word}", "<p>It was.</p>"),))
    reader = logged_in(member(f"reads-{word}"))
    looks = [{"old": f"Old{word}", "new": f"New{word}", "cookies": who} for who in ({}, reader)]
    yield [Look(path_of(out), **look) for look in looks]
    publish(out, sections=body("so", label=f"New{word}"))


@of_readers
def a_story_is_closed_to_outsiders(word: str) -> Steps:
    out = story(word, sections=(Part("What happened", f"<p>Body{word}.</p>"),))
    reader = logged_in(registered(f"reads-{word}"))
    yield [Look(path_of(out), old=f"Body{word}", cookies=who) for who in ({}, reader)]
    publish(out, access=MEMBERS)


@of_readers
def a_story_is_opened_to_all(word: str) -> Steps:
    out = story(word, access=MEMBERS, sections=(Part("What happened", f"<p>Body{word}.</p>"),))
    reader = logged_in(registered(f"reads-{word}"))
    yield [Look(path_of(out), new=f"Body{word}", cookies=who) for who in ({}, reader)]
    publish(out, access=PUBLIC)


@kind
def a_correction_is_added(word: str) -> Steps:
    out = publish(story(word))
    yield [
        Look(path_of(out), new=f"Not {word}"),
        Look("/corrections/", new=f"Not {word}"),
        Look("/corrections/feed.xml", new=f"Not {word}"),
    ]
    publish(out, "correction", f"Not {word}, as was said.")


@kind
def a_story_is_moved(word: str) -> Steps:
    out = publish(story(word))
    before, after = path_of(out), f"/{DESK}/moved-{word}/"
    yield [
        Look(before, old="HTTP 200", new="HTTP 301"),
        Look(after, old="HTTP 404", new="HTTP 200", kept=False),
        Look("/feed.xml", old=before, new=after),
    ]
    publish(out, slug=f"moved-{word}")


@kind
def a_storyline_is_renamed(word: str) -> Steps:
    line = make_storyline(front(), f"Affair {word}", slug=f"affair-{word}")
    out = story(word, storyline=line)
    old, new = f"Affair {word}", f"Case {word}"
    yield [Look(path, old=old, new=new) for path in (path_of(out), f"/affair-{word}/")]
    page = StorylinePage.objects.get(pk=line.pk)
    page.title = new
    page.save_revision().publish()


@kind
def a_storyline_is_taken_down(word: str) -> Steps:
    line = make_storyline(front(), f"Affair {word}", slug=f"affair-{word}")
    out = story(word, storyline=line)
    yield [Look(path_of(out), old=f"Affair {word}")]
    StorylinePage.objects.get(pk=line.pk).unpublish()


@kind
def an_earlier_story_of_the_storyline_is_edited(word: str) -> Steps:
    line = make_storyline(front(), f"Affair {word}", slug=f"affair-{word}")
    first = story(word, storyline=line, published_at=now() - timedelta(hours=2))
    later = story(f"later {word}", storyline=line)
    yield [Look(path_of(later), old=f"Of {word}", new=f"More {word}")]
    publish(first, title=f"More {word}")


@kind
def an_author_is_edited(word: str) -> Steps:
    out = story(word, byline=f"Una {word.title()}")
    author = Author.objects.get(name=f"Una {word.title()}")
    yield [
        Look(author.url, old=f"Una {word.title()}", new=f"Ursula {word.title()}"),
        Look(path_of(out), old=f"Una {word.title()}", new=f"Ursula {word.title()}"),
    ]
    author.name, author.also_printed_as = f"Ursula {word.title()}", ""
    author.save()
    publish(out, byline=f"Ursula {word.title()}")


@kind
def an_author_s_words_are_edited(word: str) -> Steps:
    story(word, byline=f"Una {word.title()}")
    author = Author.objects.get(name=f"Una {word.title()}")
    yield [Look(author.url, new=f"Knows {word}")]
    author.about = f"Knows {word}."
    author.save()


@kind
def a_credit_is_edited(word: str) -> Steps:
    picture = make_picture(credit=f"Old{word}")
    out = story(word, lead_image=picture)
    yield [Look(path_of(out), old=f"Old{word}", new=f"New{word}")]
    picture.credit = f"New{word}"
    picture.save()


@kind
def an_alt_text_is_edited(word: str) -> Steps:
    picture = make_picture()
    picture.description = f"Old{word}"
    picture.save()
    out = story(word, lead_image=picture)
    yield [Look(path_of(out), old=f"Old{word}", new=f"New{word}")]
    picture.description = f"New{word}"
    picture.save()


@kind
def an_image_is_replaced(word: str) -> Steps:
    """The old one is gone from the page at once; the new one comes when the worker has made its sizes."""
    picture = make_picture()
    out = story(word, lead_image=picture)
    yield [Look(path_of(out), old=picture.sizes["whole"]["src"])]
    picture.file = ContentFile(_png(), name="blue.png")
    picture.save()
    picture.renditions.all().delete()  # as Wagtail's form does


@kind
def an_image_is_deleted(word: str) -> Steps:
    picture = make_picture(credit=f"Old{word}")
    out = story(word, lead_image=picture)
    yield [Look(path_of(out), old=f"Old{word}")]
    PublicationImage.objects.get(pk=picture.pk).delete()


@kind
def a_plain_page_is_edited(word: str) -> Steps:
    open_plain_page(front(), f"about-{word}", f"About {word}", f"<p>Old{word}</p>")
    yield [
        Look(f"/about-{word}/", old=f"Old{word}", new=f"New{word}"),
        Look("/", old=f"About {word}", new=f"Who {word}"),
    ]
    page = PlainPage.objects.get(slug=f"about-{word}")
    page.title, page.text = f"Who {word}", f"<p>New{word}</p>"
    page.save_revision().publish()


def _png() -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (160, 90), "#1b2f9a").save(file, "PNG")
    return file.getvalue()
