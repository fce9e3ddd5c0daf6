"""Pages that bring several rooms together for one person. None of them is ever shared."""

from django.urls import path

from standfirst.office import data_views, help_views, views
from standfirst.office.joining_views import join_accounts

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/addresses/join/", join_accounts, name="join_accounts"),
    path("account/data/", data_views.data, name="account_data"),
    path("account/delete/", data_views.delete, name="account_delete"),
    path("account/deleted/", data_views.deleted, name="account_deleted"),
    path("account/mails/", views.mails, name="account_mails"),
    path("help/reading/", help_views.help_anywhere, name="help"),
    path("help/reading/<int:story_id>/", help_views.help_reading, name="help_reading"),
    path("help/reading/sent/<str:code>/", help_views.help_sent, name="help_sent"),
]
