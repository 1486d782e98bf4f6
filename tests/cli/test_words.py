"""`kelisim words` names every text that a reader would meet in the wrong language."""

import pytest

from kelisim.cli import words
from kelisim.cli.texts import Key

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
}
PYTHON = """from django.utils.translation import gettext as _, pgettext
A = _("Hello %(name)s")
B = pgettext("month", "May")
"""
TEMPLATE = """{% load i18n %}
  {% if a %}<p title="it's">{% translate "Save" %}</p>{% endif %}
    {% blocktranslate trimmed count n=cases %}
      one case
  {% plural %}
      {{ n }} cases
    {% endblocktranslate %}
"""
KK = """
msgid "Hello %(name)s"
msgstr "Сәлем, %(name)s"

msgctxt "month"
msgid "May"
msgstr "мамыр"

msgid "Save"
msgstr "Сақтау"

msgid "one case"
msgid_plural "%(n)s cases"
msgstr[0] "%(n)s іс"
msgstr[1] "%(n)s іс"
"""
RU = """
msgid "Hello %(name)s"
msgstr "Здравствуйте, %(name)s"

msgctxt "month"
msgid "May"
msgstr "май"

msgid "Save"
msgstr "Сохранить"

msgid "one case"
msgid_plural "%(n)s cases"
msgstr[0] "%(n)s дело"
msgstr[1] "%(n)s дела"
msgstr[2] "%(n)s дел"
msgstr[3] "%(n)s дел"
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A small house with one module, one template and complete words."""
    monkeypatch.setattr(words, "ROOT", tmp_path)
    monkeypatch.setattr(words, "HOUSE", tmp_path / "kelisim")
    monkeypatch.setattr(words, "LOCALE", tmp_path / "kelisim/config/locale")
    monkeypatch.setattr(words, "TEMPLATES", tmp_path / "kelisim/web/templates")
    write(tmp_path, "kelisim/page.py", PYTHON)
    write(tmp_path, "kelisim/web/templates/page.html", TEMPLATE)
    catalogue(tmp_path, "kk", KK)
    catalogue(tmp_path, "ru", RU)
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def catalogue(root, language, text, part="site"):
    name = f"kelisim/config/locale/own/{part}/{language}/LC_MESSAGES/django.po"
    write(root, name, HEAD.format(plural=PLURALS[language]) + text)


def found():
    return [fault.split(": ", 1)[1] for fault in words.faults(words.uses(words.sources()))]


def test_uses_finds_texts_in_python_and_templates_with_context_and_plural(house):
    found = words.uses(words.sources())
    assert {key: (use.where, use.plural) for key, use in found.items()} == {
        Key("", "Hello %(name)s"): ("kelisim/page.py:2", ""),
        Key("month", "May"): ("kelisim/page.py:3", ""),
        Key("", "Save"): ("kelisim/web/templates/page.html:2", ""),
        Key("", "one case"): ("kelisim/web/templates/page.html:3", "%(n)s cases"),
    }


def test_a_text_is_found_under_any_name_and_inside_an_f_string(house):
    write(
        house,
        "kelisim/new.py",
        "from django.utils import translation\n"
        "from django.utils.translation import gettext as _t, npgettext as many\n"
        'X = [_t("Long " "words"), f"- {_t(\'Inside\')}"]\n'
        'Y = translation.pgettext("sky", "Sun") + many("sea", "wave", "waves", len(X)) + _t(X[0])\n',
    )
    found = words.uses(iter([house / "kelisim/new.py"]))
    assert {key: (use.where, use.plural) for key, use in found.items()} == {
        Key("", "Long words"): ("kelisim/new.py:3", ""),
        Key("", "Inside"): ("kelisim/new.py:3", ""),
        Key("sky", "Sun"): ("kelisim/new.py:4", ""),
        Key("sea", "wave"): ("kelisim/new.py:4", "waves"),
    }


def test_complete_words_have_no_fault(house):
    assert found() == []


def test_a_text_that_stands_in_no_catalogue_is_named_for_each_language(house):
    write(house, "kelisim/new.py", 'from django.utils.translation import gettext as _\nX = _("New")\n')
    assert found() == ["'New' has no kk", "'New' has no ru"]


def test_a_text_that_nobody_uses_is_named(house):
    catalogue(house, "kk", KK + '\nmsgid "Old"\nmsgstr "Ескі"\n')
    assert found() == ["'Old' is used nowhere"]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "Сақтау"', 'msgstr ""', "'Save' is not translated"),
        ('msgid "Save"', '#, fuzzy\nmsgid "Save"', "'Save' is marked fuzzy"),
        ('"Сәлем, %(name)s"', '"Сәлем, %(nom)s"', "'Hello %(name)s' has other placeholders than the English"),
        ('msgstr[1] "%(n)s іс"', 'msgstr[1] "істер"', "'one case' has other placeholders than the English"),
        ('"%(n)s cases"', '"%(n)s matters"', "'one case' has another plural in the kk catalogue"),
    ],
)
def test_a_broken_translation_is_named(house, before, after, fault):
    catalogue(house, "kk", KK.replace(before, after))
    assert found() == [fault]


def test_two_catalogues_that_contradict_each_other_are_named(house):
    catalogue(house, "kk", '\nmsgid "Save"\nmsgstr "Сақта"\n', part="zoo")
    assert found() == ["'Save' is translated otherwise in another catalogue"]


def test_compile_writes_what_is_out_of_date_once(house):
    assert (words.compile_all(), words.compile_all()) == (2, 0)


def test_missing_prints_entries_ready_to_be_filled(house, capsys):
    catalogue(house, "ru", "")
    words.run_missing(type("Given", (), {"language": "ru", "under": "templates"})())
    assert capsys.readouterr().out == (
        '#: kelisim/web/templates/page.html:2\nmsgid "Save"\nmsgstr ""\n\n'
        '#: kelisim/web/templates/page.html:3\nmsgid "one case"\nmsgid_plural "%(n)s cases"\n'
        'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\nmsgstr[3] ""\n\n'
    )
