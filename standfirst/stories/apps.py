from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    label = "stories"
