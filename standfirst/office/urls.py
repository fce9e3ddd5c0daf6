"""Pages that bring several rooms together for one person. None of them is ever shared."""

from django.urls import path

from standfirst.office import help_views, views
from standfirst.office.joining_views import join_accounts

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/addresses/join/", join_accounts, name="join_accounts"),
    path("help/reading/", help_views.help_anywhere, name="help"),
    path("help/reading/<int:story_id>/", help_views.help_reading, name="help_reading"),
    path("help/reading/sent/<str:code>/", help_views.help_sent, name="help_sent"),
]
