from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "standfirst.billing"
    label = "billing"
