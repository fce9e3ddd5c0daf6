"""The whole record as files, part by part, as far as whoever asks may read it."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from standfirst.record.exports.answering import for_machines
from standfirst.record.exports.asking import Limits, read
from standfirst.record.exports.finding import rows_asked
from standfirst.record.exports.paging import by_number, point_on
from standfirst.record.exports.writing import csv_lines, json_lines
from standfirst.record.reading import Said
from standfirst.record.views.looking import looking

FIELDS = ("party", "person", "storyline", "since", "until")
LIMITS = Limits(usual=1_000, most=10_000)


@for_machines
def record_csv(request: HttpRequest) -> HttpResponseBase:
    return _file(request, csv_lines, "csv", "text/csv; charset=utf-8; header=present")


@for_machines
def record_jsonl(request: HttpRequest) -> HttpResponseBase:
    return _file(request, json_lines, "jsonl", "application/jsonl; charset=utf-8")


def _file(
    request: HttpRequest,
    lines: Callable[[Iterable[Said]], Iterator[str]],
    suffix: str,
    content_type: str,
) -> HttpResponseBase:
    asked = read(dict(request.GET.lists()), FIELDS, LIMITS)
    at = looking(request)
    part = by_number(rows_asked(asked, at.now), asked.after, asked.limit)
    said = part.said(at.sight) if request.method == "GET" else ()
    response = StreamingHttpResponse(lines(said), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="statements.{suffix}"'
    point_on(response, request, part.after)
    return response
