"""What every test stands on: a data directory of its own, made before settings are read."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import override_settings
from pytest_django.plugin import blocking_manager_key

from standfirst import datadir
from standfirst.tests import database

pytest_plugins = ["standfirst.tests.browser", "standfirst.billing.sandbox.testing"]

if settings.configured:
    raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests read settings of their own.")
_OURS = ("STANDFIRST_", "MAIL_")
_FOR_TESTS = {"STANDFIRST_STRIPE_TEST_KEY"}  # runs the sandbox's own suite against Stripe, too
for name in [name for name in os.environ if name.startswith(_OURS) and name not in _FOR_TESTS]:
    del os.environ[name]  # what is set for a site on this machine is not for the tests
_data = tempfile.TemporaryDirectory(prefix="standfirst-test-")
datadir.prepare(Path(_data.name), "http://testserver")
Path(_data.name, "static").mkdir()
os.environ["STANDFIRST_DATA"] = _data.name
os.environ["DJANGO_SETTINGS_MODULE"] = "standfirst.settings"


def pytest_configure() -> None:
    """Names of static files as they are: nothing is collected before a test run. Mail stays in memory."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        MAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ).enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each process of xdist come here before it reads settings, as this one did."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    _data.cleanup()


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test that commits empties every table after it: let it begin with what migrations put there."""
    marker = item.get_closest_marker("django_db")
    commits = {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if commits or (marker and marker.kwargs.get("transaction")):
        item.add_marker(
            pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL once more: only what asks the database, and none that starts a site on a file of its own.

    Nor does a browser ask anew: what its pages ask is asked without one, and what it shows is the same.
    """
    if database.is_sqlite():
        return
    asking = [it for it in items if _uses(it) and not _elsewhere(it)]
    config.hook.pytest_deselected(items=[*set(items) - set(asking)])
    items[:] = asking


def _elsewhere(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, ("own_database", "browser")))


def _uses(item: pytest.Item) -> str:
    """How a test uses the database: not at all, rolling back, or committing."""
    marker = item.get_closest_marker("django_db")
    if marker is None:
        return "rolling back" if "db" in getattr(item, "fixturenames", ()) else ""
    return "committing" if marker.kwargs.get("transaction") else "rolling back"


_emptied: list[str] = []  # the test after which this process's tables were emptied, if they are


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests that roll back come first, but not where one process takes them over from another: put the first
    rows in once more for them."""
    uses = _uses(item)
    if uses == "committing":
        _emptied[:] = [item.nodeid]
    elif uses and _emptied:
        _emptied.clear()
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(database.first_rows())


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite begins with a migrated copy, which must not be thrown away before use."""
    return database.is_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    if database.is_sqlite():
        database.use_copy(request.config.cache.mkdir("standfirst"), Path(_data.name))


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """The cache is a table: roll-back empties it, except after a test that commits."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        cache.clear()
