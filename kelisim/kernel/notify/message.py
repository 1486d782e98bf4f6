"""One message to one mailbox, in its reader's language, with no content of any case.

Called inside jobs only: a mail server that is slow or away must not hold up a page.
"""

from __future__ import annotations

from datetime import date
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines
from django.utils import translation

from kelisim.kernel.texts.code import NotACode, is_code
from kelisim.kernel.texts.of import Text

Value = int | str | date | Text


class NoSubject(ValueError):
    """A template must begin with a line for the subject."""

    def __init__(self, template: str) -> None:
        super().__init__(f"mail/{template}.txt: write the subject in the first line.")


def send(address: str, template: str, *, language: str, context: dict[str, Value]) -> None:
    """Renders `mail/<template>.txt` (first line: subject) in the language and sends it.

    The context holds numbers, codes, addresses of pages (all checked: NotACode otherwise), days, and public
    texts in three languages: a mailbox is not sealed, so nothing a side wrote and no name may get in.
    """
    for name, value in context.items():
        if not (isinstance(value, date | Text) or is_code(value) or is_page(value)):
            raise NotACode(f"{name} of mail {template}")
    with translation.override(language):
        subject, text = render(template, context)
    _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
    # Django would put the machine's name here.
    message.extra_headers["Message-ID"] = make_msgid(domain=sender.partition("@")[2] or "localhost")
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.extra_headers["Content-Language"] = language
    message.send()


def is_page(value: object) -> bool:
    """Whether a value is the address of a page of ours; it may hold a token, so it may be long."""
    return (
        isinstance(value, str) and value.startswith(f"{settings.ORIGIN}/") and not set(value) & set(" \r\n")
    )


def render(template: str, context: dict[str, Value]) -> tuple[str, str]:
    """Subject and text, unescaped: this is plain text."""
    found = engines["django"].get_template(f"mail/{template}.txt")
    inner = found.template  # type: ignore[attr-defined]  # the engine's own template, which takes a bare context
    told = {name: value.of() if isinstance(value, Text) else value for name, value in context.items()}
    subject, _, text = inner.render(Context(told, autoescape=False)).strip().partition("\n")
    if not subject.strip():
        raise NoSubject(template)
    return subject.strip(), f"{text.strip()}\n"
