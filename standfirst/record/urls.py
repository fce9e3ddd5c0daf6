"""The public record: search, and a page for each statement, party, person and storyline."""

from django.urls import path

from standfirst.record.views import beside, named, search, since, statement, storyline

urlpatterns = [
    path("record/", search.record, name="record"),
    path("record/statements/<uuid:uid>/", statement.statement, name="record_statement"),
    path("record/parties/<str:slug>/", named.party, name="record_party"),
    path("record/people/<str:slug>/", named.person, name="record_person"),
    path("record/storylines/<str:slug>/", storyline.storyline, name="record_storyline"),
    path("record/storylines/<str:slug>/since/", since.since, name="record_since"),
    path("record/storylines/<str:slug>/side-by-side/", beside.beside, name="record_beside"),
]
