"""What the form's script asks of a story while it is written. Nothing is stored."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from standfirst.stories.accepting.answering import answer
from standfirst.stories.accepting.asked import NotAsked, asked
from standfirst.stories.accepting.looking import look
from standfirst.stories.accepting.rights import forbidding, may_write_at, reader_of


@require_POST
@forbidding
def propose(request: HttpRequest, page_id: int) -> JsonResponse:
    story = may_write_at(page_id, reader_of(request))
    try:
        said = asked(request.body)
    except RequestDataTooBig:
        return JsonResponse({"wrong": _("This is larger than 1 MB.")}, status=413)
    except NotAsked as wrong:
        return JsonResponse({"wrong": str(wrong)}, status=400)
    out = story.published_at if story else None
    day = timezone.localdate(out) if out else timezone.localdate()
    name = said.named.name if said.named else ""
    return JsonResponse(answer(said, look(said.text, said.carried, day, name)))
