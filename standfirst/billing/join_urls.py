"""The addresses of joining."""

from django.urls import path

from standfirst.billing import join_claim_views, join_views

urlpatterns = [
    path("join/", join_views.join, name="join"),
    path("join/<int:price_id>/", join_views.join_pay, name="join_pay"),
    path("join/<int:price_id>/begin/", join_views.join_begin, name="join_begin"),
    path("join/back/", join_views.join_back, name="join_back"),
    path("join/claim/", join_claim_views.join_claim, name="join_claim"),
    path("join/address/", join_claim_views.join_address, name="join_address"),
]
