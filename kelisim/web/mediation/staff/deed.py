"""A deed on a page: its form, what it does, what is said when it is done. One view runs them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.states import MOVES, OPEN, State
from kelisim.kernel.access.door import person, require
from kelisim.kernel.accounts.models import User
from kelisim.web.mediation import cookies
from kelisim.web.mediation.staff.door import keys_of, show, to_unlock
from kelisim.web.mediation.staff.forms.keys import secret_field
from kelisim.web.mediation.staff.words import said

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring


@dataclass
class Work:
    """Who works on which case, with which keys open."""

    case: Case
    user: User
    keys: Keyring = field(repr=False)
    query: QueryDict | None = None
    files: MultiValueDict[str, Any] | None = field(default=None, repr=False)


class DeedForm(forms.Form):
    """The form of one deed. What is typed stays when it is refused."""

    def __init__(self, data: Any = None, *, work: Work, initial: Mapping[str, Any] | None = None) -> None:
        self.work = work
        super().__init__(data, None if data is None else work.files, initial=dict(initial or {}))

    def offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        """The choices of a field."""
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def ask_key(self) -> None:
        """Her key was locked while she wrote: the passphrase is asked beside what she typed."""
        self.fields["passphrase"] = secret_field(
            _("Your passphrase"),
            help_text=_("Your key was locked in the meantime; nothing you typed is lost."),
        )

    def refuse(self, error: MediationError) -> None:
        """Puts what went wrong beside the field it concerns."""
        labels = {name: str(one.label) for name, one in self.fields.items()}
        concerned = str(error.data.get("field", ""))
        self.add_error(concerned if concerned in self.fields else None, said(error, labels))


F = TypeVar("F", bound=DeedForm)


@dataclass(frozen=True, kw_only=True)
class Deed(Generic[F]):
    """One deed: possible where the table of moves says so of `verb` (none: while the case is open).

    `act` does it; it may return an address to go on to; otherwise she comes back to the case.
    """

    name: str
    title: Promise
    lead: Promise
    button: Promise
    form: type[F]
    act: Callable[[F], str | None]
    may: Callable[[User, Case], bool]
    verb: str = ""
    done: Promise | None = None
    key: bool = False
    danger: bool = False
    when: Callable[[Case], bool] = lambda case: True
    template: str = "deed"

    def possible(self, work: Work) -> bool:
        """Whether the case stands where this deed can be done, and by her."""
        states = MOVES[self.verb].sources if self.verb else OPEN
        return State(work.case.state) in states and self.may(work.user, work.case) and self.when(work.case)

    def blank(self, work: Work) -> F:
        """Its empty form."""
        return self.form(work=work)


def work_of(request: HttpRequest, case: Case) -> Work:
    """Her work on this case."""
    return Work(
        case=case, user=person(request.user), keys=keys_of(request), query=request.GET, files=request.FILES
    )


def run(request: HttpRequest, deed: Deed[Any], work: Work, back: str) -> HttpResponse:
    """Shows the form; does the deed; comes back. Refused, it shows everything typed and what to change."""
    require(deed.may(work.user, work.case))
    if request.method == "POST":
        grown = _grown(request, deed, work)
        return _page(request, deed, grown, back) if grown else _done(request, deed, work, back)
    if not deed.possible(work):
        messages.info(request, _("This step is not open now: the case has moved on."))
        return HttpResponseRedirect(back)
    if deed.key and not work.keys:
        return to_unlock(request)
    return _page(request, deed, deed.blank(work), back)


def _done(request: HttpRequest, deed: Deed[Any], work: Work, back: str) -> HttpResponse:
    form = deed.form(request.POST, work=work)
    cookie = _opened(request, deed, form)
    if form.is_valid():
        try:
            after = deed.act(form) or back
        except MediationError as error:
            form.refuse(error)
        else:
            if deed.done:
                messages.success(request, str(deed.done))
            return _with(cookie, HttpResponseRedirect(after))
    return _with(cookie, _page(request, deed, form, back))


def _grown(request: HttpRequest, deed: Deed[Any], work: Work) -> DeedForm | None:
    """One more row asked for, without JavaScript: the same form, nothing judged yet."""
    grow = getattr(deed.form, "grown", None)
    if grow is None or request.POST.get("go") != "add":
        return None
    form: DeedForm = grow(request.POST, work=work)
    return form


def _opened(request: HttpRequest, deed: Deed[Any], form: DeedForm) -> str:
    """Opens a key that was locked while she wrote; returns the cookie to keep."""
    if not deed.key or form.work.keys:
        return ""
    name = "secret" if "secret" in form.fields else "passphrase"
    if name == "passphrase":
        form.ask_key()
    typed = request.POST.get(name, "")
    if not typed:
        return ""
    try:
        cookie = unlock(form.work.user, typed)
    except MediationError as error:
        form.add_error(name, said(error))
        return ""
    form.work.keys = keyring(cookie, form.work.user)
    return cookie


def _with(cookie: str, response: HttpResponse) -> HttpResponse:
    if cookie:
        cookies.keep(response, cookies.KEYS, cookie)
    return response


def _page(request: HttpRequest, deed: Deed[Any], form: DeedForm, back: str) -> HttpResponse:
    context = {"deed": deed, "form": form, "case": form.work.case, "back": back}
    return show(request, deed.template, context)
