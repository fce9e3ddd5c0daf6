"""Documents have a door of their own now (publication/documents.py), so the admin takes them from who may add them."""

from pathlib import PurePath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from wagtail.models import Collection

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    return Reader.objects.create_reader("boss@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def sue(db):
    sue = Reader.objects.create_reader("sue@example.org", name="Sue Supports")
    sue.take_role("support")
    return sue


def fields(file):
    return {"title": "A plan", "file": file, "collection": Collection.objects.get().pk}


def add(client, name="plan.pdf", content=b"%PDF-1.4 plan"):
    file = SimpleUploadedFile(name, content)
    return client.post("/admin/documents/add/", fields(file))


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


def test_an_editor_adds_a_document_under_a_name_nobody_can_guess(client, eli):
    client.force_login(eli)
    assert add(client).status_code == 302
    document = PublicationDocument.objects.get()
    assert document.title == "A plan"
    assert document.uploaded_by_user == eli
    assert len(PurePath(document.file.name).stem) >= 24
    assert client.get(document.url).getvalue() == b"%PDF-1.4 plan"
    assert "/admin/documents/" in client.get("/admin/").content.decode()
    for page in ("", "chooser/", f"edit/{document.pk}/"):
        assert client.get(f"/admin/documents/{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "add/", "multiple/add/", "chooser/create/", "edit/1/"])
@pytest.mark.parametrize("who", ["sue", "ana"])
def test_nobody_else_does(request, client, who, page):
    client.force_login(request.getfixturevalue(who))
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan")
    path = f"/admin/documents/{page}"
    for answer in [client.get(path), client.post(path, fields(file))]:
        assert answer.status_code in {302, 403, 404, 405}
    assert not PublicationDocument.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "run.js", "tool.exe", "plan"])
def test_what_a_browser_might_run_is_refused_with_a_reason(client, eli, name):
    client.force_login(eli)
    page = add(client, name, b"<script>alert(1)</script>").content.decode()
    assert "Allowed extensions are" in page
    assert not PublicationDocument.objects.exists()


def test_a_document_too_large_is_refused_with_its_limit(client, eli, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    client.force_login(eli)
    page = add(client, content=b"x" * 1001).content.decode()
    assert "This file is too big" in page
    assert "1000" in page
    assert not PublicationDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.jpg", b"<!doctype html><script>alert(1)</script>"),
    ],
)
def test_a_page_that_calls_itself_an_image_is_none(client, eli, name, content):
    client.force_login(eli)
    page = client.post("/admin/images/add/", fields(SimpleUploadedFile(name, content)))
    assert page.status_code == 200
    assert not PublicationImage.objects.exists()


def test_the_form_of_an_image_asks_what_it_shows_and_who_made_it(client, eli):
    client.force_login(eli)
    page = client.get("/admin/images/add/").content.decode()
    assert "Alt text" in page
    assert "Say what it shows; leave empty only if decorative." in page
    assert "Credit" in page


@pytest.mark.parametrize("who", ["eli", "boss"])
def test_no_page_of_the_admin_fails(request, client, who):
    client.force_login(request.getfixturevalue(who))
    client.raise_request_exception = False
    pages = pages_without_parameters()
    # Wagtail's own, which fails so that its error page can be seen.
    pages.remove("/admin/failwhale/")
    failed = [page for page in pages if client.get(page).status_code >= 500]
    assert len(pages) > 40
    assert failed == []
