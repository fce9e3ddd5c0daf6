"""Readers: accounts, staff's too. The address is the identity."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReaderManager(BaseUserManager["Reader"]):
    def create_reader(self, email: str, **fields: Any) -> "Reader":
        """A reader without a password: codes and passkeys log in, a password is optional."""
        reader = self.model(email=self.normalize_email(email).lower(), **fields)
        reader.set_unusable_password()
        reader.save(using=self._db)
        return reader

    create_user = create_reader


class Reader(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("Holds a role in the publication.")
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReaderManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email
