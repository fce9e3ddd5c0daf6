"""Every address of the site. Pages of the publication come last: their addresses are the editors'."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from standfirst.publication.images import serve_rendition

handler400 = "standfirst.publication.errors.bad_request"
handler403 = "standfirst.publication.errors.forbidden"
handler404 = "standfirst.publication.errors.not_found"
handler500 = "standfirst.publication.errors.server_error"

urlpatterns = [
    path("images/<str:name>", serve_rendition, name="rendition"),
    path("admin/", include(admin_urls)),
    path("", include(wagtail_urls)),
]
