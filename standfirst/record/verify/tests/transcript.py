"""A press conference that never took place, as a transcript comes off the web."""

TRANSCRIPT = """HARBOUR MINISTRY
Transcript of the press conference

MS. OKONJO: Good  afternoon, everyone. I have a short statement,
and then I'll take your questions.

The ministry has decided to close the northern lock for six weeks. It is not
a decision we took lightly, and we don't believe it will delay the grain ships in
any way. We will, as we've said, pay every skipper for each day lost -- up to 1,000 crowns
a day, or 2.5 percent of the cargo's value.

Q: Does the U.S. line agree with you?

MS. OKONJO: I'd refer you to them. (Laughter.) What I can say is that
they were told first; they were told on Monday. Nobody was "kept in the dark," as one
of your papers put it. Is it popular? No. Is it needed? I think so.

MS. OKONJO: And let me add one thing. The lock was built in 1931. Its gates are worn
out, the pumps fail twice a month, and no re-
pair that we know of will carry it through another winter. That's the whole story.

Q: Minister, will you resign?

MS. OKONJO: No, I will not. I was asked to mend the harbour, not to leave it. We are the
cross-border port for three countries. It would be irresponsible to walk away now...
and I won't.
"""
