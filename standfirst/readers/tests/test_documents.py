"""Documents cannot be served yet, so nobody gets one into the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from wagtail.documents import get_document_model
from wagtail.models import Collection

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role

Document = get_document_model()


@pytest.fixture
def boss(db):
    return Reader.objects.create_reader("boss@example.org", is_staff=True, is_superuser=True)


def pages_without_parameters():
    """The admin's own pages, as deep as the resolver goes."""

    def walk(resolver, prefix):
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern).replace("^", "").replace("\\Z", "").replace("$", "")
            if hasattr(entry, "url_patterns"):
                yield from walk(entry, path)
            elif not any(mark in path for mark in "<(["):
                yield f"/{path}"

    return sorted({it for it in walk(get_resolver(), "") if it.startswith("/admin/")})


@pytest.mark.parametrize("who", ["eli", "boss"])
@pytest.mark.parametrize(
    "page",
    [
        "/admin/documents/",
        "/admin/documents/results/",
        "/admin/documents/add/",
        "/admin/documents/multiple/add/",
        "/admin/documents/edit/1/",
        "/admin/documents/multiple/1/",
        "/admin/documents/usage/1/",
        "/admin/documents/chooser/",
        "/admin/documents/chooser/results/",
        "/admin/documents/chooser/create/",
        "/admin/documents/chooser/chosen/1/",
    ],
)
def test_no_page_of_documents_opens(request, browser, who, page):
    browser.force_login(request.getfixturevalue(who))
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan")
    fields = {"title": "A plan", "file": file, "collection": Collection.objects.get().pk}
    for answer in [browser.get(page), browser.post(page, fields)]:
        assert answer.status_code in {302, 403, 404, 405}
    assert not Document.objects.exists()


@pytest.mark.parametrize("who", ["eli", "boss"])
def test_the_admin_offers_no_documents(request, browser, who):
    browser.force_login(request.getfixturevalue(who))
    seen = browser.get("/admin/").content.decode()
    assert "/admin/images/" in seen
    assert "/admin/documents/" not in seen


@pytest.mark.parametrize("role", Role)
def test_no_role_may_add_documents(db, role):
    held = role.group().collection_permissions.filter(permission__codename__endswith="_document")
    assert not held.exists()


@pytest.mark.parametrize("who", ["eli", "boss"])
def test_no_page_of_the_admin_fails(request, browser, who):
    browser.force_login(request.getfixturevalue(who))
    browser.raise_request_exception = False
    pages = pages_without_parameters()
    # Wagtail's own, which fails so that its error page can be seen.
    pages.remove("/admin/failwhale/")
    failed = [page for page in pages if browser.get(page).status_code >= 500]
    assert len(pages) > 40
    assert failed == []
