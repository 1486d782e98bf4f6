"""Mail: in the reader's language, nothing of a case in it, to the outbox or a server."""

from datetime import date

import pytest
from django.core import mail

from kelisim.config import env
from kelisim.kernel.notify import message
from kelisim.kernel.notify.message import NoSubject, send
from kelisim.kernel.texts.code import NotACode
from kelisim.kernel.texts.of import Text

LINK = "http://localhost:8000/kk/account/password/reset/abc-def/"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("kk", "Kelisim: құпиясөзді таңдаңыз"),
        ("ru", "Kelisim: выберите пароль"),
        ("en", "Kelisim: choose a password"),
    ],
)
def test_mail_speaks_the_language_of_its_reader(language, subject):
    send("vera@kelisim.example", "password_reset", language=language, context={"link": LINK, "days": 1})
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.extra_headers["Content-Language"]) == (
        ["vera@kelisim.example"],
        subject,
        language,
    )
    assert LINK in sent.body
    assert "&amp;" not in sent.body
    assert sent.extra_headers["Message-ID"].endswith("@localhost>")


@pytest.mark.parametrize(
    "value", ["Вера Ким", "my neighbour took the land", "vera@kelisim.example", "http://x/ y"]
)
def test_words_of_a_case_do_not_get_into_a_mail(value):
    with pytest.raises(NotACode):
        send("vera@kelisim.example", "password_reset", language="kk", context={"link": value, "days": 1})
    assert mail.outbox == []


def test_numbers_days_and_public_texts_do(monkeypatch):
    seen = {}
    monkeypatch.setattr(message, "render", lambda template, context: (seen.update(context), ("s", "t"))[1])
    context = {
        "number": "K7Q2M9XA*"[:8],
        "on": date(2026, 3, 2),
        "office": Text(kk="Кеңсе", ru="Кабинет", en="Office"),
    }
    send("vera@kelisim.example", "any", language="ru", context=context)
    assert seen == context


def test_a_template_without_a_subject_is_refused(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "empty.txt").write_text("{% comment %}nothing{% endcomment %}")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.TEMPLATES = templates
    with pytest.raises(NoSubject):
        send("vera@kelisim.example", "empty", language="kk", context={})


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", False, False)),
        ("smtp://a%40b:p%3Aw@mail.example", ("mail.example", 587, "a@b", False, True)),
        ("smtps://a:p@mail.example:1465", ("mail.example", 1465, "a", True, False)),
    ],
)
def test_the_mail_address_says_where_and_how_sealed(tmp_path, url, told):
    mail_settings = env.mail(env.read({"KELISIM_VAR": str(tmp_path), "KELISIM_MAIL_URL": url}))
    keys = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_USE_SSL", "EMAIL_USE_TLS")
    assert tuple(mail_settings[key] for key in keys) == told


def test_without_an_address_mail_goes_to_files(tmp_path):
    told = env.mail(env.read({"KELISIM_VAR": str(tmp_path)}))
    assert told == {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}


def test_a_wrong_mail_address_stops_the_start(tmp_path):
    with pytest.raises(env.BadEnvironment) as bad:
        env.read({"KELISIM_VAR": str(tmp_path), "KELISIM_MAIL_URL": "mail.example"})
    assert "KELISIM_MAIL_URL" in str(bad.value)
