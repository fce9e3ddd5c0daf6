from django.urls import path

from standfirst.demo import outbox

urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.outbox_mail, name="outbox_mail"),
    path("outbox/<int:pk>/html/", outbox.outbox_html, name="outbox_html"),
]
