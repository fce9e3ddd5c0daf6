"""The addresses of joining, paying and mending. They are final: mails and notices link to them."""

from django.urls import include, path

from standfirst.billing import views

urlpatterns = [
    path("", include("standfirst.billing.join_urls")),
    path("", include("standfirst.billing.card_urls")),
    path("billing/events/", views.stripe_events, name="stripe_events"),
]
