"""What comes true by the clock: not before its second anywhere, and soon after it everywhere."""

from datetime import datetime, timedelta

from standfirst.gate.access import MEMBERS
from standfirst.membership.models import Grant, Plan
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.factories import Part
from standfirst.tests.truth.kinds.kind import Look, Steps, kind
from standfirst.tests.truth.kinds.made import DESK, logged_in, now, path_of, registered, story

AHEAD = timedelta(seconds=2)
# Of a right that ends: readers have to be given their passes before, and no pass from soon after a change holds.
LONG_AHEAD = timedelta(seconds=8)


def soon() -> datetime:
    return now() + AHEAD


@kind
def a_story_comes_at_its_second(word: str) -> Steps:
    draft = story(word, live=False, published_at=None)
    yield _appearing(draft, f"Of {word}")
    at = soon()
    draft.go_live_at = at
    draft.save_revision(approved_go_live_at=at)
    return at


@kind
def an_edit_comes_at_its_second(word: str) -> Steps:
    out = publish(story(word))
    yield [Look(path_of(out), old=f"Of {word}", new=f"More {word}")]
    at = soon()
    draft_of(out, title=f"More {word}", go_live_at=at).save_revision(approved_go_live_at=at)
    return at


@kind
def an_embargo_ends(word: str) -> Steps:
    draft = story(word, live=False, published_at=None)
    yield _appearing(draft, f"Of {word}")
    at = soon()
    publish(draft, published_at=at)
    return at


@kind
def a_story_expires(word: str) -> Steps:
    out = publish(story(word))
    yield [
        Look(path_of(out), old=f"Of {word}", new="HTTP 410"),
        Look("/feed.xml", old=f"Of {word}"),
    ]
    at = soon()
    publish(out, expire_at=at)
    return at


@kind
def a_grant_runs_out(word: str) -> Steps:
    at = now() + LONG_AHEAD
    out = story(word, access=MEMBERS, sections=(Part("What happened", f"<p>Body{word}.</p>"),))
    reader, plan = registered(f"reads-{word}"), Plan.objects.get(slug="basic")
    Grant.objects.create(reader=reader, plan=plan, given_at=now(), starts_at=now(), ends_at=at)
    yield [Look(path_of(out), old=f"Body{word}", cookies=logged_in(reader))]
    return at


def _appearing(draft: StoryPage, headline: str) -> list[Look]:
    lists = ("/", f"/{DESK}/", f"/{DESK}/feed.json")
    page = Look(path_of(draft), old="HTTP 404", new=headline, kept=False)
    return [page, *(Look(path, new=headline) for path in lists)]
