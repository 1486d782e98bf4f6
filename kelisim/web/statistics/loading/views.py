"""Tables of figures: handed in, looked at, mended, published; and the sources they name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.statistics.access import may_load, visible_tables
from kelisim.apps.statistics.actions.bring_table import bring_table
from kelisim.apps.statistics.actions.name_source import name_source
from kelisim.apps.statistics.actions.publish_table import publish_table
from kelisim.apps.statistics.actions.put_away import put_away
from kelisim.apps.statistics.actions.read_rows import COLUMNS, OPTIONAL
from kelisim.apps.statistics.errors import FiguresMoved, NoReason
from kelisim.apps.statistics.models import FigureTable, Source
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.complaints import BadPack
from kelisim.web.desks import page_for
from kelisim.web.files import list_file
from kelisim.web.statistics.loading import told
from kelisim.web.statistics.loading.forms import PublishForm, SourceForm, TableForm
from kelisim.web.statistics.tables import Table

LATEST = 20


@page_for(may_load)
def figure_tables(request: HttpRequest) -> HttpResponse:
    """Tables that wait, tables published last, and the place to hand one in."""
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid():
        file = form.cleaned_data["table"]
        table = bring_table(file.read(), name=file.name, by=person(request.user))
        return HttpResponseRedirect(reverse("figure-table", args=[table.pk]))
    tables = visible_tables(person(request.user)).select_related("by").defer("content")
    context = {
        "form": form,
        "waiting": tables.filter(published=None),
        "published": tables.exclude(published=None).order_by("-published")[:LATEST],
        "columns": COLUMNS,
        "optional": OPTIONAL,
        "sources": Source.objects.all(),
    }
    return render(request, "statistics/loading/tables.html", context, status=422 if form.errors else 200)


@page_for(may_load)
def figure_table(request: HttpRequest, pk: int) -> HttpResponse:
    """One table: every bad cell and what to do, or what it changes and the way to publish it."""
    table = get_object_or_404(visible_tables(person(request.user)).select_related("by"), pk=pk)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not table.published and form.is_valid():
        try:
            publish_table(table, **form.cleaned_data, by=person(request.user))
        except BadPack:
            form.add_error(None, _("The table no longer fits. Look below at what is wrong."))
        except FiguresMoved as error:
            form.add_error(None, str(error))
        except NoReason as error:
            form.add_error("why", str(error))
        else:
            return HttpResponseRedirect(reverse("figure-table", args=[table.pk]))
    if table.published:
        return render(request, "statistics/loading/published.html", {"table": table})
    return _looked_at(request, table, form)


def _looked_at(request: HttpRequest, table: FigureTable, form: PublishForm) -> HttpResponse:
    found = told.look(table)
    if found.taken is None:
        wrong = told.complaints_table(found)
        context = {
            "table": table,
            "count": len(found.complaints),
            "more": len(found.complaints) > told.SHOWN,
            "wrong": wrong,
            "mend": TableForm(),
            "unknown": found.unknown_sources,
        }
        return _page(request, "bad", context, form, wrong)
    form.fields["why"].required = bool(found.taken.revised)  # so that it is not called optional
    changes, news = told.changes_table(found.taken), told.news_table(found.taken)
    context = {
        "table": table,
        "form": form,
        "seen": found.taken.digest,
        "taken": found.taken,
        "changes": changes,
        "news": news,
        "shown": told.SHOWN,
    }
    return _page(request, "good", context, form, changes, news)


def _page(
    request: HttpRequest, name: str, context: dict[str, object], form: PublishForm, *tables: Table | None
) -> HttpResponse:
    file = list_file(request, *(table.listing for table in tables if table))
    status = 422 if form.errors else 200
    return file or render(request, f"statistics/loading/{name}.html", context, status=status)


@page_for(may_load, methods=("POST",))
def figure_table_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a waiting table away."""
    table = get_object_or_404(visible_tables(person(request.user)), pk=pk)
    if put_away(table, by=person(request.user)):
        messages.success(request, _("The table was put away; nothing was published."))
    return HttpResponseRedirect(reverse("figure-tables"))


@page_for(may_load)
def figure_source(request: HttpRequest) -> HttpResponse:
    """Names a source; then back to the table that asked for it."""
    data = request.POST if request.method == "POST" else request.GET
    table = _asked(request, data.get("table", ""))
    form = SourceForm(
        request.POST if request.method == "POST" else None, initial={"code": data.get("code", "")}
    )
    if request.method == "POST" and form.is_valid():
        source = name_source(form.save(commit=False), by=person(request.user))
        messages.success(request, _("The source “%s” is named; tables may refer to it.") % source.code)
        where = reverse("figure-table", args=[table.pk]) if table else reverse("figure-tables")
        return HttpResponseRedirect(where)
    status = 422 if form.errors else 200
    return render(request, "statistics/loading/source.html", {"form": form, "table": table}, status=status)


def _asked(request: HttpRequest, number: str) -> FigureTable | None:
    """The table that asked for a source, if one did."""
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return visible_tables(person(request.user)).filter(pk=int(number)).first()
