"""Every address of the site. Pages of the publication come last: their addresses are the editors'."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from standfirst.publication.documents import serve_document
from standfirst.publication.images import serve_rendition
from standfirst.publication.metrics import metrics
from standfirst.publication.probes import live, ready
from standfirst.publication.theme import theme_css, theme_icon
from standfirst.stories.routing import serve_page

handler400 = "standfirst.publication.errors.bad_request"
handler403 = "standfirst.publication.errors.forbidden"
handler404 = "standfirst.stories.elsewhere.not_found"
handler500 = "standfirst.publication.errors.server_error"

urlpatterns = [
    path("", include("standfirst.demo.urls")),
    path("", include("standfirst.office.urls")),
    path("", include("standfirst.billing.urls")),
    path("images/<str:name>", serve_rendition, name="rendition"),
    path("documents/<str:name>", serve_document, name="document"),
    path("-/live", live, name="live"),
    path("-/ready", ready, name="ready"),
    path("-/metrics", metrics, name="metrics"),
    path("theme/<slug:version>.css", theme_css, name="theme"),
    path("theme/<slug:version>.svg", theme_icon, name="theme_icon"),
    path("", include("standfirst.readers.urls")),
    path("admin/", include(admin_urls)),
    path("", include("standfirst.record.urls")),
    path("", include("standfirst.stories.urls")),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
