"""Brings posts to what the pack says."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from kelisim.apps.institution.actions.load_acts import cite
from kelisim.apps.institution.models import Act, Post, Power
from kelisim.apps.institution.queries.posts import FILE, PostLine
from kelisim.apps.institution.queries.sources import sources
from kelisim.apps.registry.public import Organisation, organisations_by_code
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.shapes import shaped

_WRITTEN = (
    "organisation",
    "label_kk",
    "label_ru",
    "label_en",
    "seats",
    "voting",
    "filled_by",
    "proposer",
    "power",
    "carry_over",
    "act",
    "verified",
    "facts",
)


def load(pack: Pack) -> int:
    """All or nothing; posts for every body of a kind (`each`) are opened when they are first filled.

    A post the pack names no more goes, unless somebody holds or held it."""
    lines = [line for line in shaped(pack.records(FILE), FILE, PostLine) if not line.each]
    cited = sources(pack)
    for line in lines:
        cite(line.source, cited, file=FILE, line=line.line)
    bodies = organisations_by_code({code for line in lines for code in (line.organisation, line.proposer)})
    acts = {row.code: row for row in Act.objects.all()}
    powers = {row.code: row for row in Power.objects.all()}
    complaints = [
        Complaint(file=FILE, code="bad_value", line=line.line, column=column, value=code, hint=line.id)
        for line in lines
        for column, code, known in (
            ("organisation", line.organisation, bodies),
            ("proposer", line.proposer, bodies),
            ("act", line.act, acts),
            ("power", line.power, powers),
        )
        if (code or column == "organisation") and code not in known
    ]
    if complaints:
        raise BadPack(complaints)
    posts = [_post(line, bodies, acts, powers) for line in lines]
    with transaction.atomic():
        Post.objects.bulk_create(
            posts, update_conflicts=True, unique_fields=["code"], update_fields=list(_WRITTEN)
        )
        _forgotten({post.code for post in posts}).delete()
        record("institution.posts_loaded", pack.code, by=None, rows=len(posts))
    return len(posts)


def _forgotten(named: set[str]) -> QuerySet[Post]:
    """A post opened at a body of a kind bears the body's code behind a colon, and stays."""
    return Post.objects.exclude(code__in=named).exclude(code__contains=":").filter(tenures=None)


def _post(
    line: PostLine, bodies: dict[str, Organisation], acts: dict[str, Act], powers: dict[str, Power]
) -> Post:
    return Post(
        code=line.id,
        organisation=bodies[line.organisation],
        label_kk=line.label.kk,
        label_ru=line.label.ru,
        label_en=line.label.en,
        seats=line.seats,
        voting=line.voting,
        filled_by=line.filled_by,
        proposer=bodies.get(line.proposer),
        power=powers.get(line.power),
        carry_over=line.carry_over,
        act=acts.get(line.act),
        verified=line.verified,
        facts=[*line.facts, *line.inconsistencies],
    )
