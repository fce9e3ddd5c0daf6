"""Answers that a decision made: kept for its audience where the decision says that they are the same for all of it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from standfirst.gate.audience import audience_of
from standfirst.gate.counting import answer_of
from standfirst.gate.decision import Decision
from standfirst.membership.standing import Standing
from standfirst.publication.sharing import share_with

_STANDING = "_standing"


def share_decided(
    request: HttpRequest,
    response: HttpResponse,
    decision: Decision,
    standing: Standing,
    *topics: str,
    parameters: tuple[str, ...] = (),
) -> HttpResponse:
    """Mark the answer as shared, if it is."""
    setattr(response, _STANDING, standing)
    audience = audience_of(standing)
    if not (audience and decision.shared):
        return response
    return share_with(
        request,
        response,
        *topics,
        audience=audience,
        parameters=parameters,
        answer=answer_of(decision),
    )


def standing_for(response: HttpResponseBase) -> Standing | None:
    """The standing that the answer was decided by, if any was asked for."""
    standing: Standing | None = getattr(response, _STANDING, None)
    return standing
