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

# The path as it came; of the query, what changes the page; the audience.
Key = tuple[str, str, str]
MOST_FIELDS = 20
ROOM = 0.1  # of the memory is made free at once, when it is full


class Store:
    """Any thread keeps and forgets; looking up takes no lock."""

    def __init__(self, limit: int, hearing: Hearing) -> None:
        """`limit` in bytes."""
        self._limit, self._hearing = limit, hearing
        self._variants: dict[Key, Variant] = {}
        self._by_topic: defaultdict[str, set[Key]] = defaultdict(set)
        self._by_path: defaultdict[str, set[Key]] = defaultdict(set)
        self._parameters: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._variants)

    def get(self, path: str, asked: str, audience: str) -> Variant | None:
        return self._variants.get((path, asked, audience))

    def has(self, path: str, asked: str) -> bool:
        """For any audience but those signed out."""
        with self._lock:
            return any(it[1] == asked and it[2] != SIGNED_OUT for it in self._by_path.get(path, ()))

    def asked(self, path: str, query: str) -> str | None:
        """Those parameters of the query that change the page. None: Django has to say."""
        try:
            fields = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS))
        except ValueError:
            return None
        return None if TOLD in fields else asked(fields, self._parameters.get(path, ()))

    def keep(self, path: str, query: str, audience: str, variant: Variant, began: float) -> bool:
        """Unless it has become old while it was rendered, or is too large. `began`: by the monotonic clock."""
        fields = dict(parse_qsl(query, keep_blank_values=True))
        key = (path, asked(fields, variant.parameters), audience)
        with self._lock:
            if self.is_too_large(variant) or self._hearing.told_since(variant.topics, began):
                return False
            variant.size += sum(map(len, key))
            self._drop(key)
            variant.used_at = time.time()
            self._parameters[path] = variant.parameters  # before: see Front._find
            self._variants[key] = variant
            self._by_path[path].add(key)
            for topic in variant.topics:
                self._by_topic[topic].add(key)
            self.size += variant.size
            self._make_room()
        return True

    def is_too_large(self, variant: Variant) -> bool:
        """It would leave no room for the others."""
        return variant.size > self._limit / 2

    def hear(self, topic: str, _void_until: float) -> None:
        with self._lock:
            if topic == EVERYTHING:
                self._clear()
            for key in list(self._by_topic.get(topic, ())):
                self._drop(key)

    def _clear(self) -> None:
        self._variants.clear()
        self._by_topic.clear()
        self._by_path.clear()
        self._parameters.clear()
        self.size = 0

    def _drop(self, key: Key) -> None:
        variant = self._variants.pop(key, None)
        if variant is None:
            return
        self.size -= variant.size
        path = key[0]
        _discard(self._by_path, path, key)
        if path not in self._by_path:
            del self._parameters[path]
        for topic in variant.topics:
            _discard(self._by_topic, topic, key)

    def _make_room(self) -> None:
        if self.size <= self._limit:
            return
        oldest = sorted(self._variants.items(), key=lambda it: it[1].used_at)
        for key, _variant in oldest:
            if self.size <= self._limit * (1 - ROOM):
                return
            self._drop(key)


def asked(fields: Mapping[str, str], parameters: Iterable[str]) -> str:
    """One page, one way to ask: of several values the last counts, as for Django's views."""
    return urlencode([(name, fields[name]) for name in parameters if name in fields])


def _discard(index: defaultdict[str, set[Key]], name: str, key: Key) -> None:
    index[name].discard(key)
    if not index[name]:
        del index[name]
