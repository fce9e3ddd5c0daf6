"""The addresses of what a reader does with a membership there is. They are final: mails and notices link to them."""

from django.urls import path

from standfirst.billing import (
    approve_views,
    change_views,
    leave_views,
    mend_views,
    pause_views,
    receipt_views,
    rejoin_views,
)

urlpatterns = [
    path("card/", mend_views.card, name="card"),
    path("card/begin/", mend_views.card_begin, name="card_begin"),
    path("card/saved/", mend_views.card_back, name="card_back"),
    path("card/approve/", approve_views.confirm_payment, name="confirm_payment"),
    path(
        "card/approve/<str:token>/",
        approve_views.mailed_confirm_payment,
        name="mailed_confirm_payment",
    ),
    path("card/<str:token>/", mend_views.mailed_card, name="mailed_card"),
    path("card/<str:token>/begin/", mend_views.mailed_card_begin, name="mailed_card_begin"),
    path("card/<str:token>/saved/", mend_views.mailed_card_back, name="mailed_card_back"),
    path("membership/leave/", leave_views.leave_page, name="leave"),
    path("membership/pause/", pause_views.pause_page, name="pause"),
    path("membership/resume/", pause_views.resume_page, name="resume"),
    path("membership/rejoin/", rejoin_views.rejoin_page, name="rejoin"),
    path("membership/rejoin/begin/", rejoin_views.rejoin_begin, name="rejoin_begin"),
    path("membership/rejoin/saved/", rejoin_views.rejoin_back, name="rejoin_back"),
    path("membership/plan/", change_views.change_plan, name="change_plan"),
    path("account/receipts/", receipt_views.receipts, name="receipts"),
]
