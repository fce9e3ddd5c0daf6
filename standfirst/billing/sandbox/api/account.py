"""The account, its events and where they go: docs.stripe.com/api/events, docs.stripe.com/api/webhook_endpoints"""

from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import API_VERSION, Books
from standfirst.billing.sandbox.form import (
    Required,
    Shape,
    boolean,
    many,
    mapping,
    merged,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import account as accounts


def retrieve(books: Books, asked: Asked) -> Json:
    return accounts.account(books.rules.country, books.rules.currency, books.rules.name)


def tax_settings(books: Books, asked: Asked) -> Json:
    return accounts.tax_settings(books.rules.country)


def retrieve_event(books: Books, asked: Asked) -> Json:
    return books.find("event", asked.id)


def list_events(books: Books, asked: Asked) -> Json:
    wanted = asked.get("types") or ([asked.sent["type"]] if asked.get("type") else [])
    found = [
        event
        for event in books.store.all("event")
        if (not wanted or event["type"] in wanted)
        and asked.get("delivery_success") in (None, event["pending_webhooks"] == 0)
    ]
    return page_of(asked, found, "/v1/events")


def create_endpoint(books: Books, asked: Asked) -> Json:
    """The only time that its secret is shown."""
    given = {**asked.sent, "metadata": merged({}, asked.get("metadata"))}
    endpoint = books.add(accounts.endpoint(books.stamp, **given))
    return {**endpoint, "secret": endpoint["_secret"]}


def retrieve_endpoint(books: Books, asked: Asked) -> Json:
    return books.find("webhook_endpoint", asked.id)


def update_endpoint(books: Books, asked: Asked) -> Json:
    endpoint = books.find("webhook_endpoint", asked.id)
    fields = asked.some("url", "enabled_events", "description")
    if "metadata" in asked.sent:
        fields["metadata"] = merged(endpoint["metadata"], asked.sent["metadata"])
    if "disabled" in asked.sent:
        fields["status"] = "disabled" if asked.sent["disabled"] else "enabled"
    return books.change(endpoint, **fields)


def delete_endpoint(books: Books, asked: Asked) -> Json:
    endpoint = books.find("webhook_endpoint", asked.id)
    books.store.remove(endpoint["id"])
    return {"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True}


def list_endpoints(books: Books, asked: Asked) -> Json:
    return page_of(asked, books.store.all("webhook_endpoint"), "/v1/webhook_endpoints")


ENDPOINT = Shape(url=text, enabled_events=many(text), description=text, metadata=mapping)
CREATE = ENDPOINT.but(
    url=Required(text), enabled_events=Required(many(text)), api_version=one_of(API_VERSION)
)
EVENTS = Shape(**LIST, type=text, types=many(text), delivery_success=boolean)
ROUTES = [
    Route("GET", "/v1/account", retrieve),
    Route("GET", "/v1/tax/settings", tax_settings),
    Route("GET", "/v1/events", list_events, EVENTS),
    Route("GET", "/v1/events/{id}", retrieve_event),
    Route("POST", "/v1/webhook_endpoints", create_endpoint, CREATE),
    Route("GET", "/v1/webhook_endpoints", list_endpoints, Shape(**LIST)),
    Route("GET", "/v1/webhook_endpoints/{id}", retrieve_endpoint),
    Route("POST", "/v1/webhook_endpoints/{id}", update_endpoint, ENDPOINT.but(disabled=boolean)),
    Route("DELETE", "/v1/webhook_endpoints/{id}", delete_endpoint),
]
