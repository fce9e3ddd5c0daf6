"""What staff change of the publication itself: desks, settings, words, what is sold."""

from standfirst.gate.access import MEMBERS, Access, Level
from standfirst.gate.models import NoticeWords
from standfirst.membership.models import Interval, Plan
from standfirst.membership.snapshot import Money
from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import theme_of
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.tests.factories import make_desk, make_story
from standfirst.tests.truth.kinds.kind import Look, Steps, kind, of_readers
from standfirst.tests.truth.kinds.made import DESK, front, logged_in, path_of, registered, story


@kind
def a_desk_is_renamed(word: str) -> Steps:
    desk = make_desk(front(), f"Old{word}")
    make_story(desk, f"Of {word}")
    yield [
        Look(path, old=f"Old{word}", new=f"New{word}")
        for path in (f"/{desk.slug}/", f"/{desk.slug}/of-{word}/", "/", f"/{desk.slug}/feed.xml")
    ]
    page = DeskPage.objects.get(pk=desk.pk)
    page.title = f"New{word}"
    page.save_revision().publish()


@kind
def a_desk_is_opened(word: str) -> Steps:
    yield [Look("/", new=f"Desk{word}"), Look(f"/{DESK}/", new=f"Desk{word}")]
    make_desk(front(), f"Desk{word}")


@kind
def a_desk_is_taken_down(word: str) -> Steps:
    desk = make_desk(front(), f"Desk{word}")
    make_story(desk, f"Of {word}")
    yield [
        Look(f"/{desk.slug}/of-{word}/", old=f"Of {word}", new="HTTP 4"),
        Look("/", old=f"Desk{word}"),
        Look("/feed.xml", old=f"Of {word}"),
    ]
    DeskPage.objects.get(pk=desk.pk).unpublish()


@kind
def the_publication_is_renamed(word: str) -> Steps:
    out = story(word)
    yield [
        *(Look(path, new=f"The {word} Post") for path in ("/", "/feed.xml", path_of(out))),
        Look("/log-in/", new=f"The {word} Post", kept=False),
    ]
    settings = PublicationSettings.load()
    settings.name = f"The {word} Post"
    settings.save()


@kind
def the_accent_is_changed(word: str) -> Steps:
    out = story(word)
    settings = PublicationSettings.load()
    settings.accent = f"#{int(word, 36) % 0xFFFFFF:06x}"  # of each word another
    version = theme_of(settings).version
    yield [Look(path, new=f"/theme/{version}.css") for path in ("/", path_of(out))]
    fresh = PublicationSettings.load()
    fresh.accent = settings.accent
    fresh.save()


@of_readers
def a_notice_is_worded_anew(word: str) -> Steps:
    out = story(word, access=MEMBERS)
    reader = logged_in(registered(f"reads-{word}"))
    yield [Look(path_of(out), new=f"Say {word}", cookies=reader)]
    NoticeWords.objects.update_or_create(
        variant="never_joined",
        language=PublicationSettings.load().language,
        defaults={"line": f"Say {word}."},
    )


@kind
def a_plan_is_renamed(word: str) -> Steps:
    plan = Plan.objects.create(slug=word, name=f"Old{word}", position=9)
    out = story(word, access=Access(Level.PLANS, frozenset({word})))
    yield [Look(path_of(out), old=f"Old{word}", new=f"New{word}")]
    plan.change(name=f"New{word}")


@kind
def a_price_is_taken_off_sale(word: str) -> Steps:
    plan, out = _sold(word)
    yield [Look(path_of(out), old="7.65")]
    plan.prices.get().take_off_sale()


@kind
def a_price_is_changed(word: str) -> Steps:
    plan, out = _sold(word)
    yield [Look(path_of(out), old="7.65", new="8.76")]
    plan.set_price(Money(876, "EUR"), Interval.MONTH)


def _sold(word: str) -> tuple[Plan, StoryPage]:
    plan = Plan.objects.create(slug=word, name=f"Plan {word}", position=9)
    plan.set_price(Money(765, "EUR"), Interval.MONTH)
    return plan, story(word, access=Access(Level.PLANS, frozenset({word})))
