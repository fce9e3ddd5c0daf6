"""A page goes out whole or not at all: Wagtail saves it, and only then says so to whoever works something out of it.

Form, bulk action, workflow, schedule, API and shell all meet in Wagtail's action, and some of them nowhere else.
"""

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction


def publish_whole() -> None:
    PublishPageRevisionAction.execute = transaction.atomic(PublishPageRevisionAction.execute)
