from django.apps import AppConfig, apps
from django.db.models.signals import m2m_changed, post_migrate, pre_delete

from standfirst.publication import worker


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    label = "readers"

    def ready(self) -> None:
        # Models can be imported only now.
        from allauth.account.models import EmailAddress
        from django.contrib.sessions.models import Session

        from standfirst.publication.following import follow
        from standfirst.readers import account_data, changed, device_data, key_data, mails_sent
        from standfirst.readers.forgetting import forget
        from standfirst.readers.models import Reader
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import ensure_roles

        declare("keys", key_data)
        declare("devices", device_data)
        declare("mails", mails_sent)  # before "readers": a mail is found by its reader's addresses
        declare("readers", account_data)
        # Django makes the permissions of one app after the other: the roles wait for the last.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(ensure_roles, sender=last)
        worker.job("forget", seconds=3600)(forget)
        follow(Reader, changed.topics_of_reader, from_birth=False, unseen=changed.UNSEEN)
        follow(EmailAddress, changed.topics_of_address)
        m2m_changed.connect(changed.groups_changed, sender=Reader.groups.through)
        pre_delete.connect(changed.session_ended, sender=Session)
