"""What an exception from a server or a provider means for a mail: try again, or never."""

from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused

WORDS = 200
CLOSING = 421  # "closing transmission channel", RFC 5321, section 4.2.3


@dataclass(frozen=True)
class Failure:
    """`error` is kept in the database, so it holds no password and nothing of the mail's words.

    `final`: asking again changes nothing. `general`: the fault is the server's or the settings', so
    the next mail would meet it too.
    """

    error: str
    final: bool = False
    general: bool = True


def read_failure(error: Exception) -> Failure:
    """A reply is permanent (RFC 5321, section 4.2.1: 5yz) only where it speaks of the recipient or
    the mail. A refused log-in or sender is the operator's to mend, and the mail waits for that."""
    match error:
        case SMTPRecipientsRefused():
            code, reply = next(iter(error.recipients.values()))
            return Failure(f"{code} {_words(reply)}", final=code >= 500, general=code == CLOSING)
        case SMTPDataError(smtp_code=code):
            # The server has read the mail by now and may quote it: its codes are all we keep.
            return Failure(_codes(error), final=code >= 500, general=code == CLOSING)
        case SMTPResponseException():
            return Failure(_codes(error))
        case AnymailRecipientsRefused():
            return Failure("The provider refused the address", final=True, general=False)
        case AnymailAPIError():
            return Failure(f"{error.esp_name} answered {error.status_code or 'nothing'}")
        case SMTPException():
            return Failure(_words(str(error)))
        case OSError(strerror=str(words)):
            return Failure(_words(words))
    return Failure(type(error).__name__)


def _codes(error: SMTPResponseException) -> str:
    """The reply's code and, where it has one, the enhanced code of RFC 3463."""
    first = _words(error.smtp_error).partition(" ")[0]
    enhanced = first if first.replace(".", "").isdecimal() else ""
    return f"{error.smtp_code} {enhanced}".strip()


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:WORDS]
