"""A brief with a defect of each kind, and the same brief mended. Nobody in it exists, and none of it took place."""

import datetime

from standfirst.record.checking import (
    Draft,
    DraftParty,
    DraftPerson,
    DraftSection,
    DraftSource,
    DraftStatement,
)

TODAY = datetime.date(2026, 3, 12)
TRANSCRIPT = """MS. OBI: The closure is consistent with our treaty, and we have told the skippers from the very
first day. We don't see it as a threat to anybody. I'd refer you to the port for the rest.

MS. OBI: It takes six weeks, and 60 skippers will be paid."""
SOURCE = DraftSource(
    "https://example.org/obi",
    "Harbour Ministry",
    "Deputy Harbour Minister Ada Obi Meets the Press",
    datetime.date(2026, 3, 11),
    TRANSCRIPT,
)
PARTIES = (
    DraftParty("Harbour Ministry", ("the ministry",)),
    DraftParty("Northland", state=True),
    DraftParty("Skippers’ Union", ("the union",)),
    DraftParty("Fishery Board", ("the board",)),
)

DEFECTIVE = Draft(
    headline="Harbour ministry: closing the lock keeps to the treaty",
    standfirst="The harbour ministry says the recent closing of the lock keeps to the treaty and is not a threat.",
    sections=(
        DraftSection(
            "deal",
            "What’s the deal",
            "Earlier this week the ministry closed the northern lock, the first closure of its kind. Until now only"
            " the southern one had been shut. The queue stretches seven miles, and at least 80 ships are waiting."
            "\nPeople on the quay are angry. “We have been lied to by everybody for years.” The gulls do not care.",
        ),
        DraftSection(
            "ministry",
            "What the ministry is saying",
            "Harbour Minister Ada Obi said: “The closure is consistent with our treaty, and we have warned the"
            " skippers from the very first day.” She was asked about a possible threat.",
        ),
        DraftSection(
            "northland",
            "What Northland is saying",
            "Northland has labelled the closure a “grave affront”, and a possible threat. It accuses the Pilots"
            " Guild of lying. The Lighthouse Authority claims to have repaired the gate, but reports suggest that it"
            " leaks.",
        ),
        DraftSection(
            "silent",
            "Who hasn’t commented",
            "At present the union has not publicly commented.",
        ),
    ),
    today=TODAY,
    statements=(
        DraftStatement(
            "obi",
            "ministry",
            "“The closure is consistent with our treaty, and we have warned the skippers from the very first day.”",
            person="Ada Obi",
            party="Harbour Ministry",
            office="Harbour Minister",
            source=SOURCE.url,
            posts=("Deputy Harbour Minister",),
        ),
    ),
    sources=(SOURCE,),
    parties=PARTIES,
)

MENDED = Draft(
    headline=DEFECTIVE.headline,
    standfirst="The harbour ministry says that closing the lock keeps to the treaty and is not a threat. Northland"
    " calls it an affront.",
    sections=(
        DraftSection(
            "deal",
            "What’s the deal",
            "On 9 March 2026 the ministry closed the northern lock. Work on its gates takes six weeks, and 60 skippers"
            " are to be paid. The Pilots Guild said the queue is seven miles long.",
        ),
        DraftSection(
            "ministry",
            "What the ministry is saying",
            "Deputy Harbour Minister Ada Obi said: “The closure is consistent with our treaty, and we have told the"
            " skippers from the very first day.” She added: “We don’t see it as a threat to anybody.”",
        ),
        DraftSection(
            "northland",
            "What Northland is saying",
            "Bo Lind, Northland’s foreign minister, called the closure an affront on 10 March. He accuses the Pilots"
            " Guild of lying, which it denies. The Fishery Board declined to take a side.",
        ),
        DraftSection(
            "silent",
            "Who hasn’t commented",
            "The union had not commented when we checked, 12 March 2026, 08:00 UTC.",
        ),
    ),
    today=TODAY,
    statements=(
        DraftStatement(
            "obi",
            "ministry",
            "“The closure is consistent with our treaty, and we have told the skippers from the very first day.”",
            person="Ada Obi",
            party="Harbour Ministry",
            office="Deputy Harbour Minister",
            source=SOURCE.url,
            posts=("Deputy Harbour Minister",),
        ),
    ),
    sources=(SOURCE,),
    parties=PARTIES,
    people=(DraftPerson("Bo Lind", ("Foreign Minister of Northland",)),),
)
