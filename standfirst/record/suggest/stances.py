"""What a report's own words say about how its speaker stands to what is reported."""

from standfirst.record.suggest.event import Event
from standfirst.record.suggest.tokens import Token

_DECLINING = {"declined", "refused", "declines", "refuses", "declining", "refusing", "wouldn't"}
_REFERRING = {"referred", "directed", "deferred", "redirected", "refers", "pointed"}
_TO_THEM = {
    "questions",
    "reporters",
    "inquiries",
    "enquiries",
    "requests",
    "comment",
    "queries",
    "journalists",
    "us",
}
_COMMENTING = {
    "comment",
    "commented",
    "respond",
    "responded",
    "reply",
    "replied",
    "reached",
    "answer",
    "answered",
    "return",
    "returned",
    "commenting",
    "responding",
    "statement",
}
_NOT = {
    "not",
    "n't",
    "didn't",
    "hasn't",
    "haven't",
    "couldn't",
    "never",
    "yet",
    "without",
    "did not",
}


def stance_of(tokens: list[Token], event: Event | None) -> str:
    """Of the report's clause; "" where the verb only judges or quotes."""
    if event is None:
        return ""
    near = [it.low for it in tokens[max(0, event.first) : event.verb + 6]]
    return silence(near) or event.stance


def silence(lows: list[str]) -> str:
    """Declined, referred elsewhere, had not commented: by the words of a clause, else ""."""
    words = set(lows)
    if words & _DECLINING and words & (
        _COMMENTING
        | {
            "say",
            "discuss",
            "elaborate",
            "answer",
            "speak",
            "give",
            "confirm",
            "provide",
            "be",
            "identify",
            "name",
            "talk",
        }
    ):
        return "declined"
    if words & _REFERRING and words & _TO_THEM and "to" in words:
        return "refers_elsewhere"
    if words & _NOT and words & _COMMENTING:
        return "had_not_commented"
    return ""
