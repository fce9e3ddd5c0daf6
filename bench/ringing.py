"""The site, and beside its endpoint for Stripe's events the least one could be: a view that verifies the signature."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from standfirst.billing.gateway import read_event


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    read_event(request.body, request.headers["Stripe-Signature"])
    return HttpResponse()


urlpatterns = [path("bare/", bare), path("", include("standfirst.urls"))]
