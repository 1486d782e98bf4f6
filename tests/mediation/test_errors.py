"""What errors say: codes become words, lists are complete, nothing a person wrote is in them."""

from __future__ import annotations

from django.utils.translation import override

from kelisim.apps.mediation import errors


def test_codes_of_fields_become_words() -> None:
    with override("en"):
        assert str(errors.AnswersMissing(fields=["topic", "essence"])) == (
            "Some answers are missing: what the dispute is about, what happened. "
            "Fill them in and send again; nothing you typed is lost."
        )


def test_conditions_of_the_agreement_are_named_as_the_law_names_them() -> None:
    with override("en"):
        assert str(errors.ConditionsMissing(fields=["date_place"])) == (
            "The agreement is not complete: Date and place of the agreement. "
            "Fill in every condition, then show it for signing."
        )


def test_every_error_has_a_text_in_three_languages() -> None:
    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.MediationError) and one.text
    ]
    for kind in kinds:
        said = set()
        for language in ("kk", "ru", "en"):
            with override(language):
                said.add(str(kind.text))
        assert len(said) == 3, kind.__name__
