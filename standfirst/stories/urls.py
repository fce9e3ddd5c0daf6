"""Everything a story is found by besides its own page. Stands before Wagtail's catch-all."""

from django.urls import path, re_path

from standfirst.stories import archive, authors, corrections, feeds, robots, search, sitemaps
from standfirst.stories.social import serving

urlpatterns = [
    path("feed.xml", feeds.feed_rss, name="feed_rss"),
    path("feed.json", feeds.feed_json, name="feed_json"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed.xml", corrections.corrections_rss, name="corrections_rss"),
    path("corrections/feed.json", corrections.corrections_json, name="corrections_json"),
    path("<str:list_slug>/feed.xml", feeds.feed_rss, name="list_feed_rss"),
    path("<str:list_slug>/feed.json", feeds.feed_json, name="list_feed_json"),
    path("authors/<str:author_slug>/", authors.author, name="author"),
    path("authors/<str:author_slug>/feed.xml", feeds.feed_rss, name="author_feed_rss"),
    path("authors/<str:author_slug>/feed.json", feeds.feed_json, name="author_feed_json"),
    path("archive/", archive.archive, name="archive"),
    re_path(
        r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$",
        archive.archive_month,
        name="archive_month",
    ),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_file, name="sitemap_file"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("search/", search.search, name="search"),
    path("social/<int:story_id>/<str:version>/<str:shape>.png", serving.social, name="social"),
]
