from django.apps import AppConfig

from standfirst.publication import worker


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    label = "readers"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.readers.forgetting import forget

        worker.job("forget", seconds=3600)(forget)
