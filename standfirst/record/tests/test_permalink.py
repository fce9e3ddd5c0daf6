"""The page of one statement tells of those around it no more than their words would."""

import pytest

from standfirst.gate.access import PUBLIC
from standfirst.record.tests.rows import make_page, make_statement


@pytest.mark.parametrize("open_", [True, False])
def test_what_a_locked_statement_answers_is_told_on_neither_page(client, staff, story, open_):
    said = make_statement(make_page("Before"), access=PUBLIC)
    access = {"access": PUBLIC} if open_ else {}
    answer = make_statement(story, "We signed.", reply_to=said, **access)
    for looking, told in ((client, open_), (staff, True)):
        for here, other in ((said, answer), (answer, said)):
            assert (str(other.uid) in looking.get(here.url).text) is told
