"""The record for machines: files, the read API, feeds, and the plot of a storyline."""

from django.urls import path

from standfirst.record import feeds
from standfirst.record.exports import api, files
from standfirst.record.timeline.views import timeline

PARTY, PERSON, STORYLINE = (
    f"record/{folder}/<str:slug>/" for folder in ("parties", "people", "storylines")
)
API = "api/record/"

urlpatterns = [
    path("record/statements.csv", files.record_csv, name="record_csv"),
    path("record/statements.jsonl", files.record_jsonl, name="record_jsonl"),
    path(f"{PARTY}feed.xml", feeds.as_rss, {"find": feeds.of_party}, name="record_party_feed_rss"),
    path(
        f"{PARTY}feed.json", feeds.as_json, {"find": feeds.of_party}, name="record_party_feed_json"
    ),
    path(
        f"{PERSON}feed.xml", feeds.as_rss, {"find": feeds.of_person}, name="record_person_feed_rss"
    ),
    path(
        f"{PERSON}feed.json",
        feeds.as_json,
        {"find": feeds.of_person},
        name="record_person_feed_json",
    ),
    path(
        f"{STORYLINE}feed.xml",
        feeds.as_rss,
        {"find": feeds.of_storyline},
        name="record_storyline_feed_rss",
    ),
    path(
        f"{STORYLINE}feed.json",
        feeds.as_json,
        {"find": feeds.of_storyline},
        name="record_storyline_feed_json",
    ),
    path(f"{STORYLINE}timeline.svg", timeline, name="record_timeline"),
    path(API, api.record_api, name="record_api"),
    path(f"{API}statements/", api.api_statements, name="record_api_statements"),
    path(f"{API}statements/<uuid:uid>/", api.api_statement, name="record_api_statement"),
    path(f"{API}parties/", api.api_parties, name="record_api_parties"),
    path(f"{API}parties/<str:slug>/", api.api_party, name="record_api_party"),
    path(f"{API}people/", api.api_people, name="record_api_people"),
    path(f"{API}people/<str:slug>/", api.api_person, name="record_api_person"),
    path(f"{API}storylines/", api.api_storylines, name="record_api_storylines"),
    path(f"{API}storylines/<str:slug>/", api.api_storyline, name="record_api_storyline"),
    path(f"{API}<path:path>", api.api_nothing, name="record_api_nothing"),
]
