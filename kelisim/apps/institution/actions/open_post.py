"""Opens the post the pack foresees at every organisation of a kind."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.institution import access
from kelisim.apps.institution.models import Act, Post
from kelisim.apps.institution.queries.posts import kind_of_post
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def open_post(organisation: Organisation, *, by: User | None) -> Post:
    """The post of this kind at this organisation, made if it is not there yet. Raises NoSuchThing."""
    require(access.may_fill_posts_at(by, organisation))
    line = kind_of_post(organisation.kind)
    with transaction.atomic():
        post, made = Post.objects.get_or_create(
            code=f"{line.id}:{organisation.code}",
            defaults={
                "organisation": organisation,
                "label_kk": line.label.kk,
                "label_ru": line.label.ru,
                "label_en": line.label.en,
                "seats": line.seats,
                "voting": line.voting,
                "filled_by": line.filled_by,
                "carry_over": line.carry_over,
                "act": Act.objects.filter(code=line.act).first(),
                "verified": line.verified,
            },
        )
        if made:
            record("institution.post_opened", post.code, by=by)
    return post
