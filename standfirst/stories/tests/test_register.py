"""The register in the admin: edited, chosen by name, merged where two are one, and kept where the record cites it."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.publication.models import Change
from standfirst.readers.models import Reader
from standfirst.record.models import Findable, Party, Person, Post, Source, Statement, Tenure
from standfirst.record.search import entries
from standfirst.record.wagtail_hooks.merging import MergeForm
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.tests.recorded import record

ADMIN = "/admin/snippets/record"
TEXT = {"url": "https://example.org/transcript", "publisher": "The port", "text": "We will sign."}


@pytest.fixture
def said(publication: Lantern) -> Statement:
    return record(
        publication.stories["members"],
        "clause stays",
        section=1,
        side="Port",
        source="https://example.org/transcript",
    )


@pytest.fixture
def eli(db: None) -> Client:
    reader, client = Reader.objects.create_reader("eli@example.com"), Client()
    reader.take_role("editor")
    client.force_login(reader)
    return client


def words(page: str) -> str:
    return " ".join(page.split())


def merge(client: Client, gone: Party | Person, kept: Party | Person):
    kind = "parties" if isinstance(gone, Party) else "people"
    return client.post(f"/admin/record/{kind}/{gone.pk}/merge/", {"kept": kept.pk})


@pytest.mark.parametrize("name", ["party", "person", "post", "tenure", "source"])
def test_it_lists_searches_and_opens_each(said: Statement, eli: Client, name: str) -> None:
    post = Post.objects.create(party=said.party, title="spokeswoman")
    Tenure.objects.create(post=post, person=said.person)
    typed = {
        "party": "galle",
        "person": "márin",
        "post": "SPOKES",
        "tenure": "Ana",
        "source": "transcript",
    }
    page = eli.get(f"{ADMIN}/{name}/?q={typed[name]}").text
    kind = {"party": Party, "person": Person, "post": Post, "tenure": Tenure, "source": Source}[
        name
    ]
    row = said.party if name == "party" else kind.objects.get(pk=kind.objects.first().pk)
    found = name != "person"
    assert (f"{ADMIN}/{name}/edit/{row.pk}/" in page) is found
    assert eli.get(f"{ADMIN}/{name}/edit/{row.pk}/").status_code == 200
    assert eli.get(f"{ADMIN}/{name}/add/").status_code == 200
    assert f"{ADMIN}/{name}/edit/" not in eli.get(f"{ADMIN}/{name}/?q=nobody").text


def test_it_makes_an_address_of_the_first_name_and_keeps_it(eli: Client) -> None:
    eli.post(f"{ADMIN}/person/add/", {"name": "Zoë Ring", "also_called": "Z. Ring", "wikidata": ""})
    zoe = Person.objects.get()
    eli.post(
        f"{ADMIN}/person/edit/{zoe.pk}/",
        {"name": "Zoë Ring-Hale", "also_called": "", "wikidata": "", "slug": "x"},
    )
    zoe.refresh_from_db()
    assert (zoe.name, zoe.slug) == ("Zoë Ring-Hale", "zoe-ring")


@pytest.mark.parametrize(
    ("typed", "said"), [({"name": "!"}, "with letters"), ({"wikidata": "42"}, "Q42")]
)
def test_it_names_the_field_that_is_wrong(eli: Client, typed: dict[str, str], said: str) -> None:
    answer = eli.post(
        f"{ADMIN}/party/add/", {"name": "Port", "kind": "other", "parent": "", **typed}
    )
    assert said in answer.text
    assert not Party.objects.exists()


def test_what_is_no_choice_is_named_too(eli: Client) -> None:
    for parent in ("x", "99999999999999999999"):
        typed = {"name": "Port", "kind": "other", "parent": parent}
        assert "not one of the available choices" in eli.post(f"{ADMIN}/party/add/", typed).text


def test_what_belongs_to_one_is_linked_and_added_from_there(said: Statement, eli: Client) -> None:
    post = Post.objects.create(party=said.party, title="spokeswoman")
    party = eli.get(f"{ADMIN}/party/edit/{said.party_id}/").text
    assert f"{ADMIN}/post/edit/{post.pk}/" in party
    assert f"{ADMIN}/post/add/?party={said.party_id}" in party
    page = eli.get(f"{ADMIN}/tenure/add/?person={said.person_id}&post={post.pk}").text
    assert f'value="{said.person_id}"' in page
    assert "spokeswoman, Port of Galle" in page
    assert eli.get(f"{ADMIN}/tenure/add/?person=x&post=99999999999999999999").status_code == 200


def test_the_chooser_finds_by_name(said: Statement, eli: Client) -> None:
    assert "Port of Galle" in eli.get("/admin/snippets/choose/record/party/results/?q=GALLÉ").text
    assert (
        "Port of Galle" not in eli.get("/admin/snippets/choose/record/party/results/?q=Varn").text
    )
    sue = Client()
    sue.force_login(support := Reader.objects.create_reader("sue@example.org"))
    support.take_role("support")
    assert "Port of Galle" not in sue.get("/admin/snippets/choose/record/party/results/").text


def test_two_people_who_are_one_are_merged(said: Statement, eli: Client) -> None:
    gone, kept = said.person, Person.objects.create(name="A. Marin", wikidata="Q7")
    post = Post.objects.create(party=said.party, title="spokeswoman")
    other = Post.objects.create(party=said.party, title="pilot")
    for person, held in ((gone, post), (gone, other), (kept, post)):
        Tenure.objects.create(post=held, person=person, starts=date(2024, 1, 1))
    page = words(eli.get(f"/admin/record/people/{gone.pk}/merge/").text)
    assert "<dd> 1 </dd>" in page
    Change.objects.all().delete()
    assert merge(eli, gone, kept).status_code == 302
    said.refresh_from_db()
    assert said.person == kept
    assert list(Person.objects.values_list("name", "also_called", "wikidata")) == [
        ("A. Marin", "Ana Marin", "Q7")
    ]
    assert sorted(kept.tenures.values_list("post__title", flat=True)) == ["pilot", "spokeswoman"]
    assert "everything" in Change.objects.values_list("topic", flat=True)
    assert Person.objects.called("ANA MARIN") == kept


def test_the_old_address_leads_to_the_one_that_stays(said: Statement, eli: Client) -> None:
    first, second = said.person, Person.objects.create(name="A. Marin")
    third = Person.objects.create(name="Ana M.")
    old = [first.url, second.url]
    merge(eli, first, second)
    merge(eli, second, third)
    for path in old:
        answer = Client().get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, third.url)
    feed, asked = f"{old[0]}feed.xml", f"/api{old[1]}"
    assert Client().get(feed).headers["Location"] == f"{third.url}feed.xml"
    assert Client().get(asked).headers["Location"] == f"/api{third.url}"
    for place in ("/record/", "/api/record/statements/"):
        for slug in ("ana-marin", "a-marin"):
            assert str(said.uid) in Client().get(f"{place}?person={slug}").text
    assert Person.objects.create(name="Ana Marin").slug == "ana-marin-2"


def test_two_parties_that_are_one_are_merged(said: Statement, eli: Client) -> None:
    """The one that stays was part of the other; both had a spokeswoman."""
    gone, state = said.party, Party.objects.create(name="Lanka")
    gone.parent = state
    gone.save()
    kept = Party.objects.get(name="Port")
    kept.parent = gone
    kept.save()
    office = Party.objects.create(name="Pilots of Galle", parent=gone)
    here, there = (Post.objects.create(party=it, title="spokeswoman") for it in (kept, gone))
    Post.objects.create(party=gone, title="pilot")
    Tenure.objects.create(post=there, person=said.person)
    assert merge(eli, gone, kept).status_code == 302
    kept.refresh_from_db()
    office.refresh_from_db()
    said.refresh_from_db()
    assert (said.party, said.side, kept.parent, office.parent) == (kept, kept, state, kept)
    assert sorted(kept.posts.values_list("title", flat=True)) == ["pilot", "spokeswoman"]
    assert here.tenures.get().person == said.person
    kept.full_clean()
    assert str(said.uid) in Client().get(kept.url).text


def test_what_comes_over_is_on_the_page_before_the_index_knows(
    said: Statement, eli: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "A_MOMENT", 0)
    kept = Party.objects.create(name="Harbour")
    merge(eli, said.party, kept)
    assert Findable.objects.filter(stale=True).count() == 1
    assert str(said.uid) in Client().get(kept.url).text
    entries.write_missing(timezone.now())
    assert not Findable.objects.filter(stale=True).exists()
    assert str(said.uid) in Client().get(kept.url).text


def test_two_that_cannot_be_one_stay_two(said: Statement, eli: Client) -> None:
    one = Person.objects.create(name="Jo Ade", wikidata="Q1")
    other = Person.objects.create(name="Jo Ade", wikidata="Q2")
    for kept, why in ((other, "two Wikidata ids"), (one, "the same one")):
        refused = merge(eli, one, kept)
        assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"kept"})
        assert why in refused.text
    assert eli.post(f"/admin/record/people/{one.pk}/merge/", {"kept": "x"}).status_code == 422
    assert Person.objects.filter(name="Jo Ade").count() == 2
    assert set(MergeForm(gone=one).fields) == {"kept"}


def test_what_the_record_cites_is_not_deleted(said: Statement, eli: Client) -> None:
    for name, row in (("person", said.person), ("party", said.party), ("source", said.source)):
        for path in (
            f"{ADMIN}/{name}/delete/{row.pk}/",
            f"/admin/bulk/record/{name}/delete/?id={row.pk}",
        ):
            refused = eli.post(path)
            assert refused.status_code == 409, path
            assert "1 statement" in words(refused.text)
    unused = Person.objects.create(name="Nobody")
    assert eli.post(f"{ADMIN}/person/delete/{unused.pk}/").status_code == 302
    assert not Person.objects.filter(pk=unused.pk).exists()


def test_a_pasted_text_is_kept_with_who_pasted_it(eli: Client) -> None:
    before = timezone.now()
    eli.post(f"{ADMIN}/source/add/", TEXT)
    source = Source.objects.get()
    assert source.text == TEXT["text"]
    assert source.text_kept_by == Reader.objects.get(email="eli@example.com")
    assert source.text_kept_at >= before
    assert len(source.text_hash) == 64
    kept_at = source.text_kept_at
    eli.post(
        f"{ADMIN}/source/edit/{source.pk}/", {**TEXT, "title": "Press day", "language": "pt-BR"}
    )
    source.refresh_from_db()
    assert (source.title, source.language, source.text_kept_at) == ("Press day", "pt-BR", kept_at)
    eli.post(f"{ADMIN}/source/edit/{source.pk}/", {**TEXT, "text": ""})
    source.refresh_from_db()
    assert (source.text_kept_at, source.text_kept_by, source.text_hash) == (None, None, "")


def test_what_is_held_to_a_source_follows_its_language_and_its_address(
    said: Statement, eli: Client
) -> None:
    source = Source.objects.get()
    address = f"{ADMIN}/source/edit/{source.pk}/"
    for typed, mark in (
        ({"text": "Nothing of the kind was heard."}, "absent"),
        ({"text": "Nothing of the kind was heard.", "language": "ar"}, "translated"),
        ({"text": f"The {said.exact}."}, "verbatim"),
        ({"text": f"The {said.exact}.", "url": "https://example.org/other"}, ""),
    ):
        eli.post(address, {**TEXT, **typed})
        said.refresh_from_db()
        assert said.mark == mark
    assert said.source
    assert said.source.url == TEXT["url"]


def test_a_source_names_the_field_that_is_wrong(eli: Client) -> None:
    for typed, said in (
        ({"url": "ftp://x"}, "valid URL"),
        ({"language": "English, mostly"}, "such as en, ar"),
    ):
        assert said in eli.post(f"{ADMIN}/source/add/", {**TEXT, **typed}).text
    assert not Source.objects.exists()


def test_sources_that_wait_for_their_text_are_found(eli: Client) -> None:
    kept = Source.objects.create(**TEXT, text_kept_at=timezone.now())
    bare = Source.objects.create(url="https://example.org/bare")
    page = eli.get(f"{ADMIN}/source/?has_text=false").text
    assert f"/edit/{bare.pk}/" in page
    assert f"/edit/{kept.pk}/" not in page
