"""Pages and files of what was published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kelisim.apps.dialogue.access import visible_conversations
from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.published import Publication, publication_of
from kelisim.kernel.documents.typeset import typeset
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.dialogue.results import sentences, tables
from kelisim.web.dialogue.results.parts import map_of, parts_of
from kelisim.web.dialogue.results.report import report
from kelisim.web.files import download, json_file, list_file


def results(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """The latest publication, or the one of that number; its lists as files by `?format=`."""
    conversation = _seen(request, code)
    one = publication_of(conversation, number)
    if one is None:
        if number is not None:
            raise Http404
        return render(request, "dialogue/no_result.html", {"conversation": conversation})
    parts = parts_of(one)
    listed = [each for part in parts for each in part.tables]
    extra = [tables.everything(one), tables.statements(one), tables.cells(one)]
    file = list_file(request, *(each.listing for each in listed), *extra)
    if file is not None:
        return file
    numbers = Result.objects.filter(conversation=conversation).values_list("number", "published_at")
    context = {
        "conversation": conversation,
        "one": one,
        "parts": parts,
        "groups": sentences.groups(one.told),
        "certainty": sentences.certainty(one.told),
        "facts": sentences.sure_facts(one),
        "changes": sentences.changes(one),
        "map": map_of(one),
        "map_words": sentences.map_words(one.told) if one.told["map"] else "",
        "numbers": list(numbers),
        "latest": numbers[0][0],
        "languages": LANGUAGES,
        "code": code,
    }
    return render(request, "dialogue/results.html", context)


def result_json(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What was published, to the byte of its hash, with the statements' wordings beside it."""
    one = _published(request, code, number)
    return json_file(f"{code}-{number}", {"result": one.told, "texts": one.texts})


def map_svg(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The map alone."""
    drawn = map_of(_published(request, code, number))
    if drawn is None:
        raise Http404
    return download(drawn, f"{code}-{number}.svg", "image/svg+xml")


def report_pdf(request: HttpRequest, code: str, number: int, lang: str) -> HttpResponse:
    """The frozen report; the same bytes whenever it is asked for."""
    if lang not in LANGUAGES:
        raise Http404
    return download(
        typeset(report(_published(request, code, number), lang)),
        f"{code}-{number}-{lang}.pdf",
        "application/pdf",
    )


def method(request: HttpRequest) -> HttpResponse:
    """How the result comes about, for whoever took part."""
    return render(request, "dialogue/method.html")


def _published(request: HttpRequest, code: str, number: int) -> Publication:
    one = publication_of(_seen(request, code), number)
    if one is None:
        raise Http404
    return one


def _seen(request: HttpRequest, code: str) -> Conversation:
    found: Conversation = get_object_or_404(visible_conversations(request.user), code=code)
    return found
