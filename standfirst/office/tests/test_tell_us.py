"""A reader writes from "Still can't read this?", signed in or out, with cookies or without."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.office.models import CaseState, SupportCase, SupportMessage
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern

WORDS = "The page stays locked, and I paid."


def address(lantern: Lantern) -> str:
    return f"/help/reading/{lantern.stories['members'].pk}/"


def tell(client: Client, lantern: Lantern, text: str = WORDS, **fields: str):
    return client.post(address(lantern), {"text": text, **fields})


def test_it_takes_a_message_with_what_the_reader_was_told(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["ben"])
    answer = tell(client, publication)
    case = SupportCase.objects.get()
    assert answer.headers["Location"] == f"/help/reading/sent/{case.code}/"
    assert (case.reader, case.state) == (cast["ben"], CaseState.OPEN)
    assert case.explanation["decision"]["reason"] == "card_declined"
    assert case.explanation["said"].startswith("Your bank didn't approve €5")
    assert [it.text for it in case.messages.all()] == [WORDS]
    page = client.get(answer.headers["Location"]).text
    assert case.code in page
    assert "A mail says that your message arrived." in page
    assert "ben@example.com" not in page


def test_it_says_by_mail_that_the_message_came_and_repeats_no_word_of_it(
    publication: Lantern, client: Client
) -> None:
    tell(client, publication, email="Stranger@Example.org")
    mail = OutgoingMail.objects.get()
    case = SupportCase.objects.get()
    assert (mail.to, case.reply_to) == ("stranger@example.org", "stranger@example.org")
    assert case.code in mail.text
    assert WORDS not in mail.text + mail.html


def test_it_asks_who_is_signed_out_where_to_answer(publication: Lantern, client: Client) -> None:
    page = tell(client, publication).text
    assert "Type the email address we are to answer to." in page
    assert WORDS in page
    assert "Type a whole email address" in tell(client, publication, email="ana@").text
    assert not SupportMessage.objects.exists()


def test_it_asks_no_signed_in_reader_for_an_address(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["dee"])
    tell(client, publication, email="other@example.org")
    assert OutgoingMail.objects.get().to == "dee@example.com"
    assert SupportCase.objects.get().reply_to == ""


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\0b"])
def test_it_refuses_what_is_no_message(
    publication: Lantern, cast: dict[str, Reader], client: Client, text: str
) -> None:
    client.force_login(cast["dee"])
    page = tell(client, publication, text).text
    assert 'class="field wrong"' in page
    assert not SupportMessage.objects.exists()


def test_it_refuses_programs_that_fill_in_everything(publication: Lantern, client: Client) -> None:
    page = tell(client, publication, email="a@example.org", website="https://spam.example").text
    assert "it is there to stop programs" in page
    assert not SupportMessage.objects.exists()


def test_it_takes_the_same_words_once(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    """A second click, or a reload."""
    first = tell(client, publication, email="a@example.org")
    again = tell(client, publication, email="a@example.org")
    assert first.headers["Location"] == again.headers["Location"]
    client.force_login(cast["dee"])
    tell(client, publication)
    tell(client, publication)
    assert SupportMessage.objects.count() == 2
    assert OutgoingMail.objects.count() == 2


def test_it_gives_two_strangers_two_cases(publication: Lantern) -> None:
    """They are told the same at the same hour, and shared a code until one of them wrote."""
    one, other = Client(), Client()
    one.get(address(publication), follow=True)
    other.get(address(publication), follow=True)
    assert SupportCase.objects.count() == 1
    tell(one, publication, email="one@example.org")
    tell(other, publication, "It is me too.", email="other@example.org")
    said = {it.reply_to: [m.text for m in it.messages.all()] for it in SupportCase.objects.all()}
    assert said == {"one@example.org": [WORDS], "other@example.org": ["It is me too."]}


def test_it_gives_a_stranger_another_case_who_comes_second(publication: Lantern) -> None:
    """Both had opened the one that nobody had written in."""
    Client().get(f"{address(publication)}?checked=1")
    mine, theirs = SupportCase.objects.get(), SupportCase.objects.get()
    theirs.ask("First.", "first@example.org", timezone.now())
    second = mine.ask("Second.", "second@example.org", timezone.now())
    assert second.case.pk != theirs.pk
    assert [it.text for it in SupportCase.objects.get(pk=theirs.pk).messages.all()] == ["First."]


def test_it_works_where_cookies_are_refused(publication: Lantern) -> None:
    """Without a cookie there is no token; and no session that a forged form could use."""
    client = Client(enforce_csrf_checks=True)
    answer = tell(client, publication, email="a@example.org")
    assert answer.status_code == 302
    assert SupportCase.objects.get().cookies_work is False


def test_it_takes_no_forged_form_from_a_signed_in_browser(
    publication: Lantern, cast: dict[str, Reader]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["dee"])
    assert tell(client, publication).status_code == 403
    assert not SupportMessage.objects.exists()


def test_it_says_when_to_send_what_is_too_much_and_keeps_what_was_typed(
    publication: Lantern, client: Client, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"write": "10/h/ip", "write_for": "2/h/key"}
    for number in range(2):
        tell(client, publication, f"{WORDS} {number}", email="a@example.org")
    answer = tell(client, publication, f"{WORDS} again", email="a@example.org")
    assert answer.status_code == 429
    assert "Send this one at" in answer.text
    assert f"{WORDS} again" in answer.text
    assert OutgoingMail.objects.count() == 2


def test_it_says_nothing_of_a_case_that_is_not_there(publication: Lantern, client: Client) -> None:
    tell(client, publication, email="a@example.org")
    assert client.get("/help/reading/sent/2222-2222/").status_code == 404
    silent = SupportCase.objects.get()
    SupportCase.objects.update(state=CaseState.SILENT)
    assert client.get(f"/help/reading/sent/{silent.code}/").status_code == 404


def test_it_opens_a_closed_case_again_when_the_reader_writes(
    publication: Lantern, cast: dict[str, Reader], client: Client
) -> None:
    client.force_login(cast["dee"])
    tell(client, publication)
    SupportCase.objects.get().close(timezone.now() + timedelta(minutes=1))
    tell(client, publication, "It is locked again.")
    case = SupportCase.objects.get()
    assert case.state == CaseState.OPEN
    assert case.messages.count() == 2
