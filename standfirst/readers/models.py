"""Readers: accounts, staff's too. The address is the identity."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from standfirst.readers.codes import LogInCode
from standfirst.readers.links import LogInLink
from standfirst.readers.roles import Role

__all__ = ["LogInCode", "LogInLink", "Reader", "plain_address"]


def plain_address(address: str) -> str:
    """As every address is stored and compared: ANA@Example.org is ana@example.org."""
    return address.strip().lower()


class ReaderQuerySet(models.QuerySet["Reader"]):
    def with_address(self, address: str) -> "ReaderQuerySet":
        return self.filter(email=plain_address(address))


class ReaderManager(BaseUserManager["Reader"].from_queryset(ReaderQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def create_reader(self, email: str, *, verified: bool = True, **fields: Any) -> "Reader":
        """A reader without a password: codes and links log in. `verified`: the address is known to be theirs."""
        reader: Reader = self.model(email=plain_address(email), **fields)
        reader.set_unusable_password()
        reader.save(using=self._db)
        EmailAddress.objects.create(
            user=reader, email=reader.email, verified=verified, primary=True
        )
        return reader

    def find_or_create(self, email: str) -> "Reader":
        """The reader with this address, made if need be; two at once get the same one."""
        found: Reader | None = self.with_address(email).first()
        if found is not None:
            return found
        try:
            return self.create_reader(email)
        except IntegrityError:
            made_meanwhile: Reader = self.with_address(email).get()
            return made_meanwhile


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
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_reader_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email

    def confirm_address(self) -> None:
        """The reader has shown to read this address's mail."""
        EmailAddress.objects.filter(user=self, email=self.email).update(verified=True)

    @transaction.atomic
    def take_role(self, role: str) -> None:
        """Hold this role and no other; written to the staff's log."""
        taken = Role(role)
        self.is_staff = True
        self.save(update_fields=["is_staff"])
        self.groups.set([taken.group()])
        log(self, "readers.take_role", title=f"reader {self.pk}", data={"role": taken.value})
