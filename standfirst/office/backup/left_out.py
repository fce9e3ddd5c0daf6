"""What no backup holds: what is made anew from the rest, and what must not come back."""

SEARCH = "The search index is written anew."
VOID = "What lets one browser in, once or for a while, must not work again."
MOMENT = "True for a moment, and of that moment only."

LEFT_OUT = {
    "stories.storywords": SEARCH,
    "stories.knownword": SEARCH,
    "stories.wordkey": SEARCH,
    "record.findable": SEARCH,
    "wagtailsearch.indexentry": SEARCH,
    "wagtailsearch.sqliteftsindexentry": SEARCH,
    # Ended since, a session of an older backup would be back; and in a drill, everyone's on two sites.
    "sessions.session": VOID,
    "readers.device": VOID,
    "readers.approval": VOID,
    "readers.logincode": VOID,
    "readers.loginlink": VOID,
    "readers.logoutlink": VOID,
    "account.emailconfirmation": VOID,
    "demo.keptmail": VOID,
    "billing.bell": MOMENT,
    "publication.jobrun": MOMENT,
    "publication.change": MOMENT,
    "wagtailadmin.editingsession": MOMENT,
}
# SQL conditions on the rows that are kept. A mail that waits would be sent by the site that was saved and again by
# the one that was restored, and in every drill to real readers.
KEPT_ROWS = {"publication.outgoingmail": "state <> 'queued'"}
