from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "standfirst.office"
    label = "office"
