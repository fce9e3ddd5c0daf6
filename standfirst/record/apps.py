from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "standfirst.record"
    label = "record"
