"""Pages that bring several rooms together for one person. None of them is ever shared."""

from django.urls import path

from standfirst.office import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("help/reading/", views.help_reading, name="help"),
    path("help/reading/<int:story_id>/", views.help_reading, name="help_reading"),
]
