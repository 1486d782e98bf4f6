"""One question through the real views: what is answered, what it wrote, and then everything is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.web.grid.rights import Answer
from tests.web.grid.scene import Person, Scene

_CODES = {
    **{200: Answer.OPEN, 302: Answer.OPEN, 303: Answer.OPEN},
    **{401: Answer.NO_PASS, 403: Answer.REFUSED, 404: Answer.NOTHING, 405: Answer.METHOD},
}
# Who came and how often she tried is kept beside the house, whatever is asked.
_BESIDE = ("django_session", "axes_", "django_cache")


@contextmanager
def written() -> Iterator[list[str]]:
    """Every statement that changes rows meanwhile."""
    found: list[str] = []

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        changes = sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"} and context["cursor"].rowcount
        if changes and not any(one in sql[:60] for one in _BESIDE):
            found.append(sql[:60])
        return result

    with connection.execute_wrapper(watch):
        yield found


def ask(
    who: Person, method: str, page: str, body: dict[str, object] | None = None
) -> tuple[HttpResponse, list[str]]:
    """What she gets, and what her asking wrote; then rows and cookies are as they were."""
    cookies = who.client.cookies.copy()
    with transaction.atomic(), written() as changed:
        response = who.client.post(page, body or {}) if method == "POST" else who.client.get(page)
        transaction.set_rollback(True)
    who.client.cookies = cookies
    return response, changed


def answer(response: HttpResponse) -> Answer | str:
    """What was answered, in the words of the grid."""
    leads = response.get("Location", "")
    if response.status_code == 302 and leads.startswith(reverse("account_login")):
        return Answer.SIGN_IN
    if response.status_code == 302 and leads in {reverse("my-case"), reverse("my-part")}:
        return Answer.ENTRANCE
    return _CODES.get(response.status_code, f"status {response.status_code}")


def words_not_hers(told: Scene, who: Person, response: HttpResponse) -> list[str]:
    """Marked words in the answer that the grid does not let her read."""
    # What she typed into the address line comes back in the links of any page; that tells her nothing.
    asked = response.request["PATH_INFO"]
    said = f"{response.content.decode(errors='ignore')} {response.headers}"
    shown = (mark for mark in told.marks if mark.text in said and mark.text not in asked)
    return [mark.text for mark in shown if mark.text != who.number and not mark.readable_by(who)]
