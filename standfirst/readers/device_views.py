"""Where a reader is logged in, and the end of it: of one device, of all others, of all.

No code is asked for first: whoever lost a telephone has to be quick, and nothing here lets anyone in.
"""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.readers.devices import Device
from standfirst.readers.forms import row_number
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.models import Reader
from standfirst.readers.noting import end_others


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    reader = signed_in(request)
    if request.method == "POST":
        return _end(request, reader, request.POST.get("end", ""))
    listed = list(Device.objects.of(reader))
    context = {
        "here": next((it for it in listed if _is_here(request, it)), None),
        "others": [it for it in listed if not _is_here(request, it)],
        "ended": request.GET.get("ended", ""),
    }
    return render(request, "readers/devices.html", context)


@never_cache
@require_safe
def logged_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Where ending all sessions leads; to nobody who is logged in is it true."""
    if reader_of(request):
        return redirect("devices")
    return render(request, "readers/logged_out_everywhere.html")


def _end(request: HttpRequest, reader: Reader, which: str) -> HttpResponse:
    """`which`: "all", "others" or a device's number. One that has ended meanwhile is what was wanted."""
    if which == "all":
        Device.objects.end_all(reader)
        logout(request)
        return redirect("logged_out_everywhere")
    if which == "others":
        end_others(request, reader, timezone.now())
        return redirect(f"{reverse('devices')}?ended=others")
    for device in Device.objects.of(reader).filter(pk=row_number(which)):
        if _is_here(request, device):
            return redirect("account_logout")
        device.end()
    return redirect(f"{reverse('devices')}?ended=one")


def _is_here(request: HttpRequest, device: Device) -> bool:
    return device.session_key == request.session.session_key
