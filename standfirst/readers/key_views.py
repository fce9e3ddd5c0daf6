"""How one gets in: the reader's own passkeys and password. Each page wants a proof of the last half hour."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from standfirst.readers import ceremony, passwords
from standfirst.readers.ceremony import PasskeyRefused
from standfirst.readers.factors import factors_of, fully_proven, remember_shown, remove_passkey
from standfirst.readers.forms import NewPasswordForm, PasskeyNameForm
from standfirst.readers.here import signed_in
from standfirst.readers.models import Reader, StaffLogIn
from standfirst.readers.places import place_of


@never_cache
@fully_proven
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return _page(request, signed_in(request))


@never_cache
@fully_proven
@require_POST
def new_passkey_options(request: HttpRequest) -> HttpResponse:
    return JsonResponse(ceremony.begin_adding(request, signed_in(request), timezone.now()))


@never_cache
@fully_proven
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Where a browser brings the passkey it made; who comes otherwise is led to the page."""
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    if request.method != "POST":
        return redirect("keys")
    try:
        ceremony.finish_adding(request, reader, request.POST.get("credential", ""), now)
    except PasskeyRefused as refused:
        context = {"why": refused.why, "place": place}
        return render(request, "readers/passkey_not_added.html", context, status=400)
    remember_shown(request)
    return redirect(place or "keys")


@never_cache
@fully_proven
def change_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or its end."""
    reader = signed_in(request)
    passkey = get_object_or_404(reader.passkeys, pk=pk)
    if request.method != "POST":
        return redirect("keys")
    if "remove" in request.POST:
        remove_passkey(passkey, timezone.now())
        return redirect("keys")
    form = PasskeyNameForm(request.POST, auto_id=f"passkey-{pk}-%s")
    if not form.is_valid():
        form.fields["name"].widget.attrs["autofocus"] = True
        return _page(request, reader, wrong=(pk, form))
    passkey.name = form.cleaned_data["name"]
    passkey.save(update_fields=["name"])
    return redirect("keys")


@never_cache
@sensitive_post_parameters("password")
@fully_proven
def change_password(request: HttpRequest) -> HttpResponse:
    """Set one, set another, or be without."""
    now, reader = timezone.now(), signed_in(request)
    if request.method != "POST":
        return redirect("keys")
    if "remove" in request.POST:
        passwords.remove(request, reader, now)
        return redirect("keys")
    form = NewPasswordForm(reader, request.POST)
    if not form.is_valid():
        form.fields["password"].widget.attrs["autofocus"] = True
        return _page(request, reader, password=form)
    passwords.keep(request, reader, form.cleaned_data["password"], now)
    return redirect("keys")


def _page(
    request: HttpRequest,
    reader: Reader,
    *,
    wrong: tuple[int, PasskeyNameForm] | None = None,
    password: NewPasswordForm | None = None,
) -> HttpResponse:
    """`wrong`: the form that could not be taken, and the passkey it is for; `password`: such a form."""
    rows = [
        {
            "passkey": passkey,
            "form": wrong[1]
            if wrong and wrong[0] == passkey.pk
            else PasskeyNameForm({"name": passkey.name}, auto_id=f"passkey-{passkey.pk}-%s"),
        }
        for passkey in reader.passkeys.all()
    ]
    context = {
        "rows": rows,
        "possible": ceremony.possible(request),
        "reader": reader,
        "password": password or NewPasswordForm(reader),
    }
    if reader.is_staff:
        context |= {
            "factors": factors_of(reader),
            "codes_left": reader.recovery_codes.left().count(),
            "asked": StaffLogIn.load().two,
        }
    return render(request, "readers/keys.html", context)
