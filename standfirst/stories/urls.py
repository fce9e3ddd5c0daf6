"""Everything a story is found by besides its own page. Stands before Wagtail's catch-all."""

from django.urls import path

from standfirst.stories import feeds, robots, search, sitemaps

urlpatterns = [
    path("feed.xml", feeds.feed_rss, name="feed_rss"),
    path("feed.json", feeds.feed_json, name="feed_json"),
    path("<str:desk_slug>/feed.xml", feeds.feed_rss, name="desk_feed_rss"),
    path("<str:desk_slug>/feed.json", feeds.feed_json, name="desk_feed_json"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_file, name="sitemap_file"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("search/", search.search, name="search"),
]
