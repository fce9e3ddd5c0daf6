import tracemalloc

import pytest

from standfirst.gate.front.encoding import chosen


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br ; q=0.2 , gzip ; q=0.1", "br"),
        ("gzip;q=0.001", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*;q=0", ""),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("identity;q=1, *;q=0", ""),
        ("zstd, compress", ""),
        ("gzip;q=nonsense", ""),
        ("gzip;q=nan", ""),
        ("", ""),
        (" , ;q=1,", ""),
    ],
)
def test_it_chooses_as_the_browser_asks(accepted: str, encoding: str) -> None:
    assert chosen(accepted) == encoding


def test_it_remembers_no_long_header() -> None:
    tracemalloc.start()
    for number in range(100):
        chosen(f"gzip, {number}{'x' * 100_000}")
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2_000_000
