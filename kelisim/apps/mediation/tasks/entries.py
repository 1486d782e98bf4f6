"""Clocks of the register: requests that wait for a decision, terms that end. Mails hold a link, no name."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation.actions.tell import tell
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries import inclusions, mailing
from kelisim.apps.registry.public import offices
from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.timetable import every

every("mediation.remind_inclusions", daily="08:20")
every("mediation.remind_terms", daily="08:30")

_TOLD_ABOVE = {"late", "term_over"}  # of what the coordinator hears besides the office


@job("mediation.remind_inclusions")
def remind_inclusions() -> None:
    """Once before the last day of a request, and once when it has passed."""
    for one, news in inclusions.to_remind(timezone.localdate()):
        later(
            "mediation.mail_register", one.office_id, news, once=f"inclusion:{one.pk}:{one.asked_on}:{news}"
        )


@job("mediation.remind_terms")
def remind_terms() -> None:
    """Once before a term ends; once when it has ended and open cases look for another mediator."""
    today, rows = timezone.localdate(), Mediator.objects.select_related("tenure")
    for news, found in (
        ("term_ends", inclusions.terms_ending(rows, today)),
        ("term_over", inclusions.left_with_cases(rows, today)),
    ):
        for one in found:
            once = f"{news}:{one.pk}:{one.tenure.until}"
            later("mediation.mail_register", one.office_id, news, once=once)


@job("mediation.mail_register")
def mail_register(office_pk: int, news: str) -> None:
    """Tells the clerks of the office; of what is late also the coordinators."""
    office = offices().select_related("territory").filter(pk=office_pk).first()
    if office is None:
        return
    people = mailing.clerks_at(office)
    if news in _TOLD_ABOVE or not people:
        people += mailing.coordinators_at(office)
    for user in {one.pk: one for one in people}.values():
        tell(user.email, "register_news", user.language, None, {"news": news, "page": ("register-desk", "")})
