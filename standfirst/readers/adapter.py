"""How allauth fits this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from standfirst.readers.client import client_address
from standfirst.readers.known import is_known, make_known
from standfirst.readers.models import Reader
from standfirst.readers.noting import note
from standfirst.readers.proof import prove
from standfirst.readers.sessions import begin
from standfirst.readers.telling import tell, worth_telling


class ReaderAdapter(DefaultAccountAdapter):
    def login(self, request: HttpRequest, user: Reader) -> None:
        """Every log-in comes through here: the session gets its length, and Django rotates its key.

        The lock has it wait for an account that is being deleted, and the deletion for it.
        """
        now, first = timezone.now(), user.last_login is None
        known = any(is_known(request, it.email) for it in user.addresses.all())
        with transaction.atomic():
            if Reader.objects.select_for_update().filter(pk=user.pk).first() is None:
                request.session.flush()
                raise ImmediateHttpResponse(redirect("account_login"))
            super().login(request, user)
            begin(request, user, now)
            prove(request, now)
            device = note(request, user, now)
            if worth_telling(first=first, known=known, staff=user.is_staff):
                tell(device, now)

    def post_login(self, request: HttpRequest, user: Reader, **how: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **how)
        make_known(response, how.get("email") or user.email)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No flash messages: the next page may be one that all readers share."""

    def get_client_ip(self, request: HttpRequest) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES)
