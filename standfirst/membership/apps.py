from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "standfirst.membership"
    label = "membership"
