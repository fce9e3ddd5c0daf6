from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    label = "readers"
