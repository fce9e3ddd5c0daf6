"""Log-in and its neighbours: of allauth's addresses only those that are named here exist.

They come before Wagtail's, two of whose own pages would ask for a password.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from standfirst.readers import (
    address_views,
    approval_views,
    device_views,
    factor_views,
    key_views,
    passkey_views,
    views,
)
from standfirst.readers.link_views import log_in_link, log_out_link
from standfirst.readers.seen_from import seen_from
from standfirst.readers.staff_account import StaffAccountView
from standfirst.readers.staff_door import staff_door

staff_account = never_cache(require_admin_access(StaffAccountView.as_view()))

urlpatterns = [
    path("log-in/", views.log_in, name="account_login"),
    path("log-in/code/", views.enter_code, name="account_confirm_login_code"),
    path("log-in/code/again/", views.another_code, name="another_code"),
    path("log-in/approval/", approval_views.approval, name="approval"),
    path("log-in/approval/ask/", approval_views.ask_approval, name="ask_approval"),
    path("log-in/approval/state/", approval_views.approval_state, name="approval_state"),
    path("log-in/confirm/", views.confirm, name="confirm"),
    path("log-in/confirm/code/", views.enter_code, name="confirm_code"),
    path("log-in/password/", views.log_in_with_password, name="log_in_with_password"),
    path("log-in/passkey/", passkey_views.log_in_with_passkey, name="log_in_with_passkey"),
    path("log-in/passkey/options/", passkey_views.passkey_options, name="passkey_options"),
    path("log-in/passkey/offer/", passkey_views.offer_passkey, name="offer_passkey"),
    path(
        "log-in/confirm/passkey/", passkey_views.confirm_with_passkey, name="confirm_with_passkey"
    ),
    path("account/keys/", key_views.keys, name="keys"),
    path("account/keys/password/", key_views.change_password, name="change_password"),
    path("account/keys/app/", factor_views.add_app, name="authenticator_app"),
    path("account/keys/recovery/", factor_views.new_recovery_codes, name="new_recovery_codes"),
    path("account/keys/passkeys/", key_views.add_passkey, name="add_passkey"),
    path(
        "account/keys/passkeys/options/", key_views.new_passkey_options, name="new_passkey_options"
    ),
    path("account/keys/passkeys/<int:pk>/", key_views.change_passkey, name="change_passkey"),
    path("log-in/factor/", factor_views.show_factor, name="show_factor"),
    path("log-in/factor/add/", factor_views.add_factor, name="add_factor"),
    path("log-in/link/<str:token>/", log_in_link, name="log_in_link"),
    path("log-in/another-address/", views.another_address, name="another_address"),
    path("log-in/closed/", views.closed, name="account_inactive"),
    path("sign-up/", views.sign_up, name="account_signup"),
    path("sign-up/code/", views.enter_code, name="account_email_verification_sent"),
    path("-/seen-from/", seen_from, name="seen_from"),
    path("log-out/", views.log_out, name="account_logout"),
    path("account/addresses/", address_views.addresses, name="addresses"),
    path("account/addresses/code/", address_views.enter_address_code, name="address_code"),
    path("account/addresses/primary/", address_views.make_address_primary, name="make_primary"),
    path("account/addresses/remove/", address_views.remove_address, name="remove_address"),
    path("log-out/everywhere/", device_views.logged_out_everywhere, name="logged_out_everywhere"),
    path("log-out/link/<str:token>/", log_out_link, name="log_out_link"),
    path("account/devices/", device_views.devices, name="devices"),
    path("account/approve/", approval_views.approve, name="approve"),
    path("admin/login/", staff_door, name="staff_door"),
    path("admin/account/", staff_account, name="staff_account"),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]
