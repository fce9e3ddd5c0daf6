"""The pages notices lead to, by their names: the rooms above have the real ones."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("log-in/", page, name="account_login"),
    path("sign-up/", page, name="account_signup"),
    path("code/", page, name="account_confirm_login_code"),
    path("join/", page, name="join"),
    path("plan/", page, name="change_plan"),
    path("approve/", page, name="confirm_payment"),
    path("card/", page, name="card"),
    path("resume/", page, name="resume"),
    path("rejoin/", page, name="rejoin"),
    path("another/", page, name="another_address"),
    path("help/<int:story_id>/", page, name="help_reading"),
]
