"""Where somebody named in a statement challenges it."""

from django.urls import path

from standfirst.record.challenge_views import challenge, challenge_sent

urlpatterns = [
    path("record/statements/<uuid:uid>/challenge/", challenge, name="record_challenge"),
    path(
        "record/statements/<uuid:uid>/challenge/sent/", challenge_sent, name="record_challenge_sent"
    ),
]
