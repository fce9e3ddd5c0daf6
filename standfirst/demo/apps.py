from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "standfirst.demo"
    label = "demo"
