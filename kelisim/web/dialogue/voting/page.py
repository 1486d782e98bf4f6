"""What a page of voting carries, signed, so that sending it twice is one vote."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

SALT = "dialogue.page."


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The statement, the page of hers, the chance with which it was drawn (None: chosen by her), the wording
    read; and before her first vote the token that will be hers, so that a first vote sent twice is one."""

    statement: int
    page: int
    form: str
    probability: float | None
    token: str = ""

    def signed(self, code: str) -> str:
        """For the hidden field of this conversation."""
        told = [self.statement, self.page, self.form, self.probability, self.token]
        return Signer(salt=SALT + code).sign_object(told)


def sent(field: str, code: str) -> Sent | None:
    """What came back; None if it was not made here, for this conversation."""
    try:
        statement, page, form, probability, token = Signer(salt=SALT + code).unsign_object(field)
    except (BadSignature, ValueError, TypeError):
        return None
    return Sent(statement=statement, page=page, form=form, probability=probability, token=token)
