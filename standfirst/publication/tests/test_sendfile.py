import pytest
from django.core.exceptions import ImproperlyConfigured

from standfirst.publication.sendfile import read_sendfile


class File:
    """As a field keeps one."""

    name = "documents/a b.pdf"
    path = "/var/lib/standfirst/media/documents/a b.pdf"


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("x-accel:/uploads/", ("X-Accel-Redirect", "/uploads/documents/a%20b.pdf")),
        ("x-sendfile:", ("X-Sendfile", "/var/lib/standfirst/media/documents/a b.pdf")),
    ],
)
def test_it_tells_the_server_in_front_which_file(text, header):
    assert read_sendfile(text).header(File()) == header


def test_it_sends_files_itself_unless_told_otherwise():
    assert read_sendfile("") is None


@pytest.mark.parametrize(
    "text", ["nginx", "x-accel:", "x-accel:/", "x-accel:uploads/", "x-accel:/up", "x-sendfile:/x"]
)
def test_it_says_which_variable_is_wrong_and_how_it_looks(text):
    with pytest.raises(ImproperlyConfigured, match="STANDFIRST_SENDFILE=x-accel:/uploads/"):
        read_sendfile(text)
