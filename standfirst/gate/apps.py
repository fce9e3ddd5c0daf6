from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "standfirst.gate"
    label = "gate"
