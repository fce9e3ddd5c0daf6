"""The demo's outbox: mail goes no further, and a page shows it. 404 outside the demo."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from standfirst.demo.models import KeptMail

KEPT = 500
SHOWN = 100
View = Callable[..., HttpResponseBase]

# A mail's HTML brings its own styles, and must be able to do nothing else here: nothing that the
# pages' own policy allows is left.
MAIL_CSP: dict[str, Any] = {
    **dict.fromkeys(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]),
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


class OutboxBackend(BaseEmailBackend):
    """A Django mail backend that keeps what it is given."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _keep(message)
        KeptMail.objects.drop_all_but(KEPT)
        return len(email_messages)


def demo_only(view: View) -> View:
    """Codes stand here in the open: no demo, no page; and no cache or search engine keeps one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@require_safe
@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "").strip()
    mails = KeptMail.objects.to_address(to).newest_first()[:SHOWN]
    return render(request, "demo/outbox.html", {"mails": mails, "to": to})


@require_safe
@demo_only
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def outbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "demo/outbox_mail.html", {"mail": get_object_or_404(KeptMail, pk=pk)})


@require_safe
@demo_only
@csp_replace(MAIL_CSP)  # type: ignore[arg-type]
@xframe_options_sameorigin
def outbox_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML as a mail program gets it, but for its links: they open beside the frame."""
    mail = get_object_or_404(KeptMail, pk=pk)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


def _keep(message: EmailMessage) -> None:
    parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = next((str(content) for content, kind in parts if kind == "text/html"), "")
    KeptMail.objects.create(
        to=", ".join(message.to),
        sender=message.from_email,
        reply_to=", ".join(message.reply_to),
        subject=str(message.subject),
        text=str(message.body),
        html=html,
        kept_at=timezone.now(),
    )
