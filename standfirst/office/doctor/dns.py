"""What the sender's domain says of its mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).

Mail of a domain that says nothing goes into the folder for junk, codes to log in among it.
"""

from collections.abc import Callable, Iterator

from dns.exception import DNSException
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

from standfirst.office.doctor.finding import Finding, not_ready, ok, warning

SUBJECT = "mail"
PATIENCE = 3.0  # seconds for each question
# Under which keys are usually found, ours last to be sure of an end.
COMMON = ("default", "mail", "dkim", "s1", "s2", "k1", "google", "selector1", "selector2", "pm")

Ask = Callable[[str], list[str] | None]

selectors: list[str] = []  # those that the command was told of


def ask(name: str, resolver: Resolver | None = None) -> list[str] | None:
    """Its texts; None where there is no such name. Raises DNSException where nobody can be asked."""
    resolver = resolver or Resolver()
    resolver.lifetime = PATIENCE
    try:
        answers = resolver.resolve(name, "TXT")
    except NXDOMAIN:
        return None
    except NoAnswer:
        return []
    return [b"".join(it.strings).decode(errors="replace") for it in answers]


def look(domain: str, server: str, ask: Ask = ask) -> Iterator[Finding]:
    try:
        texts = ask(domain)
        if texts is None:
            yield _unknown(domain, "it knows no such domain")
            return
        yield _spf(domain, server, texts)
        yield _dmarc(domain, ask(f"_dmarc.{domain}") or [])
        yield _dkim(domain, ask)
    except DNSException as why:
        yield _unknown(domain, type(why).__name__)


def _unknown(domain: str, why: str) -> Finding:
    """A machine cut off from the world's DNS often has one that denies everything."""
    return warning(
        SUBJECT,
        f"DNS cannot be asked from here about {domain} ({why}), so what it says of its mail is not known",
        f"See that MAIL_FROM is spelt right, and ask elsewhere: dig TXT {domain}; dig TXT _dmarc.{domain}; "
        f"dig TXT SELECTOR._domainkey.{domain}",
    )


def _spf(domain: str, server: str, texts: list[str]) -> Finding:
    found = [it for it in texts if it.lower().split(" ")[0] == "v=spf1"]
    record = f'{domain}. TXT "v=spf1 {_senders(server)} -all"'
    if not found:
        return not_ready(SUBJECT, f"{domain} has no SPF record", f"Add: {record}")
    if len(found) > 1:
        return not_ready(
            SUBJECT,
            f"{domain} has {len(found)} SPF records, which counts as none (RFC 7208, section 4.5)",
            "Leave one, with all that the others name",
        )
    if "+all" in found[0].split() or "all" in found[0].split():
        return not_ready(
            SUBJECT,
            f"The SPF record of {domain} lets anyone send for it",
            f"End it in -all: {record}",
        )
    return ok(SUBJECT, f"SPF: {found[0]}")


def _senders(server: str) -> str:
    """A provider says itself what to include; it is not always the name of its server."""
    if not server:
        return "include:NAME_GIVEN_BY_YOUR_PROVIDER"
    return "a mx" if server in {"localhost", "127.0.0.1", "::1"} else f"a:{server} mx"


def _dmarc(domain: str, texts: list[str]) -> Finding:
    found = [it for it in texts if it.lower().startswith("v=dmarc1")]
    if len(found) != 1:
        return not_ready(
            SUBJECT,
            f"{domain} has {'no' if not found else 'more than one'} DMARC record",
            f'Have one: _dmarc.{domain}. TXT "v=DMARC1; p=none; rua=mailto:postmaster@{domain}"',
        )
    return ok(SUBJECT, f"DMARC: {found[0]}")


def _dkim(domain: str, ask: Ask) -> Finding:
    for selector in selectors or COMMON:
        key = " ".join(ask(f"{selector}._domainkey.{domain}") or [])
        if "p=" in key and key.partition("p=")[2].partition(";")[0].strip():
            return ok(SUBJECT, f"DKIM: a key under {selector}")
    if selectors:
        return not_ready(
            SUBJECT,
            f"{domain} has no DKIM key under {', '.join(selectors)}",
            f'Add what signs your mail says: {selectors[0]}._domainkey.{domain}. TXT "v=DKIM1; k=rsa; p=…"',
        )
    return warning(
        SUBJECT,
        f"{domain} has no DKIM key under the usual names",
        "Name yours with --dkim-selector NAME; if there is none, add what your provider gives you: "
        f'NAME._domainkey.{domain}. TXT "v=DKIM1; k=rsa; p=…"',
    )
