"""The log: one JSON line a request and a job, and not a word that was typed."""

import json
import logging

import pytest
import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kelisim.config import urls
from kelisim.kernel.accounts.models import User
from kelisim.kernel.logs.lines import ALLOWED, Bare, only_allowed
from kelisim.kernel.queue.job import JOBS, job, load_all
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.worker import run_due

pytestmark = pytest.mark.django_db
SECRET = "Вера сказала по секрету"


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"{SECRET} {request.POST.get('essence')}")


urlpatterns = [path("breaks/", breaks, name="breaks"), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def stderr(capfd):
    def lines() -> list[dict[str, object]]:
        return [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]

    return lines


def test_a_request_is_one_line_without_what_was_typed(client, stderr):
    cache.clear()
    User.objects.create_user("vera@kelisim.example", "the password of Vera", name="Vera")
    client.get("/en/account/sign-in/", {"next": "/en/?q=Vera-Kim"}, headers={"user-agent": "Veras phone"})
    client.post("/en/account/sign-in/", {"login": "vera@kelisim.example", "password": "mistyped password"})
    told = stderr()
    assert [(line["page"], line["method"], line["status"]) for line in told] == [
        ("account_login", "GET", 200),
        ("account_login", "POST", 200),
    ]
    assert set().union(*told) <= ALLOWED
    written = json.dumps(told)
    for typed in ("vera", "Vera", "password", "127.0.0.1", "phone"):
        assert typed not in written


def test_an_address_that_leads_nowhere_is_not_written_down(client, stderr):
    client.get("/en/my-case/K7Q2M9XA/the-secret/")
    [line] = stderr()
    assert (line["page"], line["status"]) == ("", 404)


@pytest.mark.urls(__name__)
def test_an_error_is_logged_by_class_and_line_and_the_person_gets_its_number(client, stderr):
    client.raise_request_exception = False
    response = client.post("/breaks/", {"essence": SECRET})
    told = stderr()
    error = next(line for line in told if line["event"] == "exception")
    assert (error["error"], error["page"]) == ("ValueError", "breaks")
    assert ":" in error["where"]
    assert response.status_code == 500
    assert response["X-Request-ID"] == error["request_id"]
    assert error["request_id"] in response.content.decode()
    assert SECRET not in json.dumps(told, ensure_ascii=False) + response.content.decode()


def test_a_failing_job_is_logged_without_its_message(stderr):
    load_all()
    before = dict(JOBS)

    @job("test.breaks", tries=1)
    def breaking(number: int) -> None:
        raise ValueError(SECRET)

    later("test.breaks", 4711)
    run_due()
    JOBS.clear()
    JOBS.update(before)
    told = [line for line in stderr() if line["job"] == "test.breaks"]  # others may be due as well
    assert [(line["job"], line["status"]) for line in told] == [("test.breaks", "failed")]
    assert set().union(*told) <= ALLOWED
    assert SECRET not in json.dumps(told, ensure_ascii=False)
    assert "4711" not in json.dumps([{**line, "at": "", "duration_ms": 0} for line in told])


def test_keys_that_are_not_on_the_list_are_dropped():
    line = {"event": "request", "page": "home", "user": "Vera", "ip": "10.0.0.7", "query": "q=Vera"}
    assert only_allowed(None, "info", line) == {"event": "request", "page": "home"}


def test_lines_of_libraries_lose_their_message():
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        record = logging.makeLogRecord(
            {
                "name": "django.request",
                "levelname": "ERROR",
                "msg": SECRET,
                "exc_info": (KeyError, error, None),
            }
        )
    line = json.loads(Bare().format(record))
    assert (line["event"], line["level"], line["error"]) == ("django.request", "error", "KeyError")
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def test_the_logger_of_a_room_is_bound_by_the_list(stderr):
    structlog.get_logger("kelisim.mediation").info("case", deed="propose", name="Вера Ким")
    [line] = stderr()
    assert (line["event"], line["deed"], "name" in line) == ("case", "propose", False)
