from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "standfirst.demo"
    label = "demo"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.demo import personal
        from standfirst.readers.personal import declare

        declare("demo", personal)
