"""Readers: accounts, staff's too. Any of their verified addresses is the identity; one is the primary."""

from datetime import datetime
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from standfirst.publication.changes import reader as of_reader
from standfirst.publication.changes import tell
from standfirst.publication.following import Followed
from standfirst.readers.approvals import Approval
from standfirst.readers.authenticator_app import AuthenticatorApp
from standfirst.readers.codes import LogInCode
from standfirst.readers.devices import Device
from standfirst.readers.links import LogInLink, LogOutLink
from standfirst.readers.passkeys import Passkey
from standfirst.readers.recovery_codes import RecoveryCode
from standfirst.readers.roles import Role
from standfirst.readers.staff_log_in import StaffLogIn

__all__ = [
    "Approval",
    "AuthenticatorApp",
    "Device",
    "LastPublisher",
    "LogInCode",
    "LogInLink",
    "LogOutLink",
    "Passkey",
    "Reader",
    "RecoveryCode",
    "StaffLogIn",
    "plain_address",
]


class LastPublisher(Exception):
    """Without this reader nobody could give anyone a role any more."""


def plain_address(address: str) -> str:
    """As every address is stored and compared: ANA@Example.org is ana@example.org."""
    return address.strip().lower()


class ReaderQuerySet(models.QuerySet["Reader"]):
    def with_address(self, address: str) -> "ReaderQuerySet":
        """Whose address it is: any that is verified, or the one that staff made the account for."""
        theirs = Q(emailaddress__verified=True) | Q(emailaddress__primary=True)
        return self.filter(theirs, emailaddress__email=plain_address(address))

    def staff(self) -> "ReaderQuerySet":
        return self.filter(groups__name__in=Role.values).distinct()

    def with_factors(self) -> "ReaderQuerySet":
        return self.select_related("authenticator_app").prefetch_related("groups", "passkeys")

    def with_role(self, role: Role) -> "ReaderQuerySet":
        """Those who hold it and can log in."""
        return self.filter(groups__name=role.value, is_active=True)


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

    def find_or_create(self, email: str, *, verified: bool = True) -> "Reader":
        """The reader with this address, made if need be; two at once get the same one."""
        found: Reader | None = self.with_address(email).first()
        if found is not None:
            return found
        try:
            return self.create_reader(email, verified=verified)
        except IntegrityError:
            made_meanwhile: Reader = self.with_address(email).get()
            return made_meanwhile


class Reader(Followed, AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("Holds a role in the publication.")
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    declined_passkey_at = models.DateTimeField(null=True, editable=False)
    # How often the reader was logged out everywhere: sessions hold in the epoch they began in.
    session_epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)

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

    @transaction.atomic
    def confirm_address(self, address: str) -> None:
        """The reader has shown to read this address's mail."""
        if self.addresses.filter(email=address, verified=False).update(verified=True):
            tell(of_reader(self.pk))

    @property
    def addresses(self) -> QuerySet[EmailAddress]:
        """The primary one first."""
        rows: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=self)
        return rows.order_by("-primary", "email")

    def wants_passkey_offer(self) -> bool:
        return self.declined_passkey_at is None and not self.passkeys.exists()

    def decline_passkeys(self, now: datetime) -> None:
        """They are not offered again, in no browser; the account's page still has them."""
        self.declined_passkey_at = now
        self.save(update_fields=["declined_passkey_at"])

    @transaction.atomic
    def begin_session_epoch(self) -> None:
        """No session begun so far is good any more, with the next request that comes with it."""
        Reader.objects.filter(pk=self.pk).update(session_epoch=F("session_epoch") + 1)
        tell(of_reader(self.pk))
        self.refresh_from_db(fields=["session_epoch"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django holds a session to, at each request. In the first epoch as it was before there were any."""
        begun: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.session_epoch:
            return begun
        salt, value = "standfirst.readers.session_epoch", f"{self.session_epoch} {begun}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def role(self) -> Role | None:
        held = {group.name for group in self.groups.all()}
        return next((role for role in Role if role.value in held), None)

    @transaction.atomic
    def take_role(self, role: str) -> None:
        """Hold this role and no other; written to the staff's log. Raises LastPublisher."""
        taken = Role(role)
        if taken is not Role.PUBLISHER:
            self._leave_a_publisher()
        self.is_staff = True
        self.save(update_fields=["is_staff"])
        self.groups.set([taken.group()])
        self._log("readers.take_role", taken)

    @transaction.atomic
    def leave_role(self) -> None:
        """Be a reader like others, from the next click on; written to the staff's log. Raises LastPublisher."""
        left = self.role
        self._leave_a_publisher()
        self.is_staff = False
        self.save(update_fields=["is_staff"])
        self.groups.clear()
        self._log("readers.leave_role", left)

    @transaction.atomic
    def drop_factors(self) -> None:
        """Passkeys, authenticator app, recovery codes: whoever lost them logs in with a code, and adds others.

        Sessions end with them, for whoever found them may be in. Written to the staff's log.
        """
        Device.objects.end_all(self)
        self.passkeys.all().delete()
        self.recovery_codes.all().delete()
        AuthenticatorApp.objects.filter(reader=self).delete()
        self._log("readers.drop_factors", None)

    @transaction.atomic
    def close(self) -> None:
        """Nobody logs in with it, and whoever is logged in is so no more. Raises LastPublisher."""
        self._leave_a_publisher()
        self.is_active = False
        self.save(update_fields=["is_active"])

    def reopen(self) -> None:
        self.is_active = True
        self.save(update_fields=["is_active"])

    def _leave_a_publisher(self) -> None:
        """The lock makes two who take each other's role away at once wait for one another."""
        publishers = Reader.objects.select_for_update().with_role(Role.PUBLISHER)
        if {reader.pk for reader in publishers} == {self.pk}:
            raise LastPublisher

    def _log(self, action: str, role: Role | None) -> None:
        """Without the address: what is deleted with the reader must not stay in a log."""
        log(self, action, title=f"reader {self.pk}", data={"role": role.value if role else ""})
