"""Every page of a publication, as some of its readers get it, at one fixed moment. Run as a module; prints JSON."""

import json
import os
import re
import sys
from collections import Counter, deque
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from standfirst.readers.models import Reader  # noqa: E402
from standfirst.stories.models import StoryPage  # noqa: E402
from standfirst.tests.walk import Answer, links  # noqa: E402

SEEDS = [
    "/",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/feed.xml",
    "/feed.json",
    "/archive/",
]
SEEDS += [
    "/corrections/",
    "/corrections/feed.xml",
    "/account/",
    "/search/?q=envoy",
    "/search/?q=ukrain",
]
SEEDS += ["/search/?q=bank", "/search/?q=cour", "/join/"]
SEEDS += ["/record/", "/record/?q=court"]
# Codes to log in, codes for support, and the demo's outbox are no part of a backup: they are new at each visit.
NEW_EACH_TIME = ("/log-in/", "/help/", "/outbox/")
DESK = ["", "pages/", "images/", "documents/", "snippets/", "redirects/", "sites/", "collections/"]
DESK += ["reports/site-history/", "reports/workflow/", "groups/", "users/"]
WHO = {"outsider": "", "member": "ana@example.com", "editor": "eli@example.com"}
# Of the record, where one link leads to another through all that was ever said: as many of one kind.
RECORD = re.compile(r"(/api)?/record/[^/?]*")
ENOUGH = 15
# Tokens of forms; and in the admin what it makes up at each visit: how long ago something was, by a clock that cannot
# be held, the names of small pictures, the keys its text editor gives to paragraphs, and which of two kinds of entries
# it names a list of both after (the first of a set).
TOKEN = re.compile(rb"[A-Za-z0-9]{64}(?=[\"'&])")
OF_THE_VISIT = re.compile(
    rb"/images/[\w-]{24}\.\w+|<time[^>]*human-readable[^>]*>[^<]*</time>|[\w\xc2\xa0, ]*\w ago"
    rb"|key\\+&quot;: \\+&quot;\w{5}\\+&quot;|(page|model) log entries"
)


def pages(address: str) -> dict[str, list[object]]:
    """Each path with its status and the digest of its bytes, tokens aside."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0], raise_request_exception=False)
    if address:
        client.force_login(Reader.objects.get(email=address))
    staff = [f"/admin/{path}" for path in DESK] + [
        f"/admin/pages/{pk}/edit/" for pk in StoryPage.objects.values_list("pk", flat=True)[:5]
    ]
    seen: dict[str, list[object]] = {}
    kinds: Counter[str] = Counter()
    queue = deque([*SEEDS, *staff])
    while queue:
        path = queue.popleft()
        if path in seen or path.startswith(NEW_EACH_TIME):
            continue
        if kind := RECORD.match(path):
            kinds[kind[0]] += 1
            if kinds[kind[0]] > ENOUGH:
                continue
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        content = TOKEN.sub(b"", content)
        if path.startswith("/admin/"):
            content = OF_THE_VISIT.sub(b"", content)
        else:
            queue.extend(
                links(Answer("GET", path, response.status_code, content, response.headers))
            )
        seen[path] = [response.status_code, sha256(content).hexdigest()]
        if folder := os.environ.get("DRILL_KEEP"):  # to look at what differs
            Path(folder, f"{address}{path.replace('/', '_')}"[:200]).write_bytes(content)
    return seen


def main(now: str) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with (
        override_settings(STORAGES=storages),
        patch("django.utils.timezone.now", return_value=datetime.fromisoformat(now)),
    ):
        print(json.dumps({who: pages(address) for who, address in WHO.items()}))


if __name__ == "__main__":
    main(sys.argv[1])
