"""Answers that a decision made: kept for its audience where the decision says that they are the same for all of it."""

from django.http import HttpRequest, HttpResponse

from standfirst.gate.audience import audience_of
from standfirst.gate.decision import Decision
from standfirst.membership.standing import Standing
from standfirst.publication.sharing import share_with


def share_decided(
    request: HttpRequest,
    response: HttpResponse,
    decision: Decision,
    standing: Standing,
    *topics: str,
    parameters: tuple[str, ...] = (),
) -> HttpResponse:
    """Mark the answer as shared, if it is."""
    audience = audience_of(standing)
    if not (audience and decision.shared):
        return response
    return share_with(request, response, *topics, audience=audience, parameters=parameters)
