"""The variants that a process keeps, in bounded memory: the least recently used go first."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from standfirst.gate.front.variant import Variant
from standfirst.publication.changes import EVERYTHING
from standfirst.publication.hearing import Hearing
from standfirst.publication.sharing import SIGNED_OUT, TOLD

Key = tuple[str, str]  # the path, with the parameters that count, and the audience
MOST_PATHS = 10_000
MOST_FIELDS = 20
ROOM = 0.1  # of the memory is made free at once, when it is full


class Store:
    """Any thread keeps and forgets; looking up takes no lock."""

    def __init__(self, limit: int, hearing: Hearing) -> None:
        """`limit` in bytes."""
        self._limit, self._hearing = limit, hearing
        self._variants: dict[Key, Variant] = {}
        self._parameters: dict[str, tuple[str, ...]] = {}
        self._by_topic: defaultdict[str, set[Key]] = defaultdict(set)
        self._audiences: defaultdict[str, set[str]] = defaultdict(set)
        self._lock = threading.Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._variants)

    def get(self, path: str, audience: str) -> Variant | None:
        return self._variants.get((path, audience))

    def has(self, path: str) -> bool:
        """For any audience but those signed out."""
        return bool(self._audiences.get(path, set()) - {SIGNED_OUT})

    def asked(self, path: str, query: str) -> str:
        """The path with those parameters of the query that change the page. Empty: Django has to say."""
        try:
            fields = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS))
        except ValueError:
            return ""
        if TOLD in fields:
            return ""
        return address(path, fields, self._parameters.get(path, ()))

    def keep(self, path: str, query: str, audience: str, variant: Variant, began: float) -> bool:
        """Unless it has become old while it was rendered. `began`: by the monotonic clock."""
        fields = dict(parse_qsl(query, keep_blank_values=True))
        key = (address(path, fields, variant.parameters), audience)
        with self._lock:
            if self._hearing.told_since(variant.topics, began):
                return False
            self._know_parameters(path, variant.parameters)
            self._drop(key)
            variant.used_at = time.time()
            self._variants[key] = variant
            self._audiences[key[0]].add(audience)
            for topic in variant.topics:
                self._by_topic[topic].add(key)
            self.size += variant.size
            self._make_room()
        return True

    def hear(self, topic: str, _void_until: float) -> None:
        with self._lock:
            if topic == EVERYTHING:
                self._clear()
            for key in list(self._by_topic.get(topic, ())):
                self._drop(key)

    def clear(self) -> None:
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        self._variants.clear()
        self._parameters.clear()
        self._by_topic.clear()
        self._audiences.clear()
        self.size = 0

    def _know_parameters(self, path: str, parameters: tuple[str, ...]) -> None:
        """Of a page without any, nothing has to be known."""
        if not parameters:
            return
        if len(self._parameters) >= MOST_PATHS:
            self._clear()
        self._parameters[path] = parameters

    def _drop(self, key: Key) -> None:
        variant = self._variants.pop(key, None)
        if variant is None:
            return
        self.size -= variant.size
        path, audience = key
        self._audiences[path].discard(audience)
        if not self._audiences[path]:
            del self._audiences[path]
        for topic in variant.topics:
            self._by_topic[topic].discard(key)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    def _make_room(self) -> None:
        if self.size <= self._limit:
            return
        oldest = sorted(self._variants.items(), key=lambda it: it[1].used_at)
        for key, _variant in oldest:
            if self.size <= self._limit * (1 - ROOM):
                return
            self._drop(key)


def address(path: str, fields: Mapping[str, str], parameters: Iterable[str]) -> str:
    """One page, one address: of several values the last counts, as for Django's views."""
    given = [(name, fields[name]) for name in parameters if name in fields]
    return f"{path}?{urlencode(given)}" if given else path
