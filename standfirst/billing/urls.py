"""The addresses of joining, paying and mending. They are final: mails and notices link to them."""

from django.urls import include, path

from standfirst.billing import views

urlpatterns = [
    path("", include("standfirst.billing.join_urls")),
    path("billing/events/", views.stripe_events, name="stripe_events"),
    path("card/", views.not_connected, {"purpose": "card"}, name="card"),
    path("card/approve/", views.not_connected, {"purpose": "approve"}, name="confirm_payment"),
    path("membership/resume/", views.not_connected, {"purpose": "resume"}, name="resume"),
    path("membership/rejoin/", views.not_connected, {"purpose": "rejoin"}, name="rejoin"),
    path("membership/plan/", views.not_connected, {"purpose": "plan"}, name="change_plan"),
    path("membership/leave/", views.not_connected, {"purpose": "leave"}, name="leave"),
]
