"""One sample of each document in each language: what a person typed stands in that language too."""

from __future__ import annotations

import datetime as dt
import json

from kelisim.apps.mediation.queries.papers import (
    agreements,
    applications,
    counted,
    elections,
    letters,
    notices,
    outcomes,
    talks,
)
from kelisim.apps.mediation.queries.papers.matter import Matter, Side, Signed
from kelisim.kernel.documents.sheet import Sheet

DAY = dt.date(2026, 3, 2)
AT = dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)
SECRET = "ABCD-EFGH-JKMN-PQRS-TVWX"
LINK = "kelisim/join/abc"
_TYPED = {
    "kk": {
        "office": "«Достық» кабинеті",
        "place": "Абай даңғылы, 1",
        "topic": "Көршілер",
        "a": "Вера Әлімқызы",
        "b": "Рүстем Ұлан",
        "m": "Данияр Һәкім",
        "proxy": "Ғалым",
        "clerk": "Айжан",
        "side_a": "Өтініш беруші",
        "side_b": "Екінші тарап",
        "what": "Шарбақты түзету",
        "how": "өз күшімен",
        "text": "Тараптар татуласты.",
        "answer": "жоқ",
        "body": "Сот",
        "language": "қазақ тілі",
    },
    "ru": {
        "office": "Кабинет «Дружба»",
        "place": "проспект Абая, 1",
        "topic": "Соседи",
        "a": "Вера Алиева",
        "b": "Рустам Уланов",
        "m": "Данияр Хакимов",
        "proxy": "Галым",
        "clerk": "Айжан",
        "side_a": "Заявитель",
        "side_b": "Другая сторона",
        "what": "Починить забор",
        "how": "своими силами",
        "text": "Стороны помирились.",
        "answer": "нет",
        "body": "Суд",
        "language": "русский",
    },
    "en": {
        "office": "Office of Friendship",
        "place": "Abai avenue, 1",
        "topic": "Neighbours",
        "a": "Vera Ali",
        "b": "Rustam Ulan",
        "m": "Daniyar Hakim",
        "proxy": "Galym",
        "clerk": "Aizhan",
        "side_a": "Applicant",
        "side_b": "Other side",
        "what": "Mend the fence",
        "how": "by himself",
        "text": "The sides are at peace.",
        "answer": "no",
        "body": "Court",
        "language": "English",
    },
}


def typed(lang: str) -> dict[str, str]:
    """What people typed in this language."""
    return _TYPED[lang]


def matter(lang: str, *, office: str = "") -> Matter:
    """A head in this language."""
    told = _TYPED[lang]
    return Matter(
        number="K7M2-9QXB-4",
        lang=lang,
        day=DAY,
        office=office or told["office"],
        office_address=told["place"],
        topic=told["topic"],
        sides=(
            Side(
                name=told["a"], role=told["side_a"], contact="+7 700 000 00 01", representative=told["proxy"]
            ),
            Side(name=told["b"], role=told["side_b"], contact="+7 700 000 00 02"),
        ),
        mediator=told["m"],
        register_no="17",
    )


def papers(lang: str, *, office: str = "") -> dict[str, Sheet]:
    """Every document by name."""
    head = matter(lang, office=office)
    return {
        **_incoming(head),
        **_signed(head),
        **_after(head),
        "election": elections.election(elections.read_election(json.dumps(protocol(lang, office)).encode())),
        "statistics": counted.form(_counted(lang, office), lang),
    }


def _incoming(head: Matter) -> dict[str, Sheet]:
    told = _TYPED[head.lang]
    received = notices.Received(
        secret=SECRET, square="", at=AT, receiver=told["clerk"], step=told["text"], by=dt.date(2026, 3, 5)
    )
    applied = applications.Applied(
        text=told["text"],
        short_text=told["what"],
        clear=((told["topic"], told["body"]),),
        wishes=((told["how"], told["answer"]),),
        assisted_by=told["clerk"],
        noticed_on=DAY,
        follow_up=True,
    )
    reply = {"rule": "1(4)", "text": told["text"], "elsewhere": told["body"], "complaint": told["what"]}
    referred = letters.Reply(title=letters.REFERRAL, **reply, addressee=told["body"], memorandum="12")
    return {
        "application": applications.application(head, applied=applied),
        "receipt": notices.receipt(head, received=received),
        "invitation": notices.invitation(
            head, invited=notices.Invited(text=told["text"], by=DAY, address=LINK)
        ),
        "refusal": letters.letter(head, reply=letters.Reply(title=letters.REFUSAL, **reply)),
        "answer": letters.letter(head, reply=letters.Reply(title=letters.ANSWER, **reply)),
        "referral": letters.letter(head, reply=referred),
        "consultation": notices.consultation(head, minutes=25, adviser=told["clerk"]),
        "acceptance": notices.acceptance(head, answers=((told["topic"], told["answer"]),), on=DAY),
    }


def terms(lang: str) -> agreements.Terms:
    """A partial settlement with everything it may hold."""
    told = _TYPED[lang]
    promise = agreements.Promise(
        number=1,
        debtor=told["b"],
        creditor=told["a"],
        kind=told["topic"],
        wording=told["what"],
        how=told["how"],
        amount="1 000 ₸",
        schedule="2 × 500",
        due="2026-04-01",
        otherwise=told["body"],
    )
    return agreements.Terms(
        text=told["text"],
        promises=(promise,),
        full=False,
        followed=True,
        rest=told["topic"],
        clauses=((told["topic"], told["text"]),),
        rounds=(30, 90, 365),
        prevailing=told["language"],
        languages=told["language"],
    )


def _signed(head: Matter) -> dict[str, Sheet]:
    told = _TYPED[head.lang]
    signed = (Signed(name=told["a"], how="2026-03-02"), Signed(name=told["b"]))
    extended = talks.Extended(began=DAY, before=dt.date(2026, 4, 1), until=dt.date(2026, 5, 1), voices=signed)
    return {
        "agreement": agreements.agreement(head, conditions=((told["topic"], told["what"]),), signed=signed),
        "protocol": notices.protocol(head, held=((told["topic"], "2026-03-10"),)),
        "extension": talks.extension(head, extended=extended),
        "child risk": talks.at_risk(head, facts=told["text"], written_at=AT),
        "settlement": agreements.settlement(head, terms=terms(head.lang), signed=signed),
    }


def _after(head: Matter) -> dict[str, Sheet]:
    told = _TYPED[head.lang]
    ended = notices.Ended(ground=told["text"], article="26(1)(3)", began=DAY, on=dt.date(2026, 3, 20))
    course = outcomes.Course(began=DAY, meetings=2, settled_on=DAY, ended_on=DAY)
    promised = (outcomes.Promised(number=1, debtor=told["side_b"], due="2026-04-01", status=told["answer"]),)
    return {
        "ending": notices.ending(head, ended=ended),
        "certificate": notices.certificate(head, ended=ended),
        "attestation": outcomes.attestation(head, course=course),
        "follow-up": outcomes.follow_up(head, promised=promised, answers=(told["answer"], told["how"])),
        "enforcement": outcomes.enforcement(
            head, course=course, promised=promised, settlement=_signed(head)["settlement"]
        ),
    }


def protocol(lang: str, place: str = "") -> dict[str, object]:
    """An election as its JSON."""
    told = _TYPED[lang]
    one = {"name": told["m"], "votes": 50, "against": 10, "abstained": 4, "elected": True}
    return {
        "lang": lang,
        "number": "3",
        "held_on": "2026-03-02",
        "place": place or told["place"],
        "community": told["topic"],
        "entitled": 120,
        "present": 64,
        "chair": told["a"],
        "secretary": told["b"],
        "handed_to": told["body"],
        "candidates": [one],
    }


def _counted(lang: str, label: str) -> counted.Counted:
    told = _TYPED[lang]
    rows = ((label or told["topic"], 15), (told["body"], None))
    return counted.Counted(
        since=dt.date(2026, 1, 1),
        until=dt.date(2026, 4, 1),
        released_on=dt.date(2026, 4, 20),
        parts=(counted.CountedPart(name=told["topic"], rows=rows),),
        digests=("0" * 64,),
    )
