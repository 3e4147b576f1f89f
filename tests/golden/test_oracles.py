"""What the bodies behind the definitions ruled on real licenses, and what follows from their words for texts of ours.

Rulings: OSI on Llama 2 (July 2023) and Llama 3 (February 2025), its list of approved licenses; FSF on Llama 3.1
(January 2025); Debian's tests; the Commission's guidelines of July 2025, paragraphs 83 and 84.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyzer import intake, pipeline
from analyzer.pipeline import Assessment
from analyzer.vocabulary import Answer, Grade
from tests.golden import measured

GRANT = (
    "Acme Works License\n\n1. Grant\n\nThe Licensor grants You a worldwide, royalty-free, irrevocable license to use,"
    " copy, modify, host as a service, sublicense and distribute the Model and Derivatives of it, in any medium.\n\n"
    "2. Conditions\n\n"
)
FORBIDDEN = (
    "Acme Works License\n\n1. Limits\n\nYou may not use, copy, modify, host, sublicense or distribute the Model or any"
    " Derivative of it for any purpose. You may not reverse engineer the Model. You may not use the Model or its"
    " outputs to train any other model. The Licensor may terminate this License at any time for any reason."
)
APPROVED = (
    "mit apache-2.0 bsd-new bsd-simplified isc zlib boost-1.0 artistic-2.0 gpl-2.0 gpl-3.0 lgpl-2.1 lgpl-3.0 agpl-3.0"
    " mpl-2.0 epl-2.0 eupl-1.2 cddl-1.0 ofl-1.1 unlicense"
).split()
UNOPPOSED = ["openmdw-1.0", "openmdw-1.1", "cc0-1.0"]
SIZED = (
    "llama-2-community llama-3-community llama-3.1-community llama-3.2-community llama-3.3-community llama-4-community"
).split()
FIELDS = (
    "bigscience-openrail-m bigscience-rail-1.0 bigscience-open-rail-m cc-by-nc-1.0 cc-by-nc-2.0 cc-by-nc-3.0"
    " cc-by-nc-4.0"
).split()
ORDER = (
    "mit kimi-k2-modified-mit bigscience-openrail-m llama-3.1-community llama-2-community"
    " stability-nc-research-2023-12-06"
).split()


def real(name: str) -> Assessment:
    found = measured.assess(name)
    if found is None:
        pytest.skip(f"the text of {name} is neither beside the checkout nor in licensedcode-data")
    return found


def ours(words: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(words.encode(), "ours"))


def answered(found: Assessment, known: str, answer: Answer) -> set[str]:
    return {name for name, one in found.verdicts[known].items.items() if one.answer is answer}


def points(found: Assessment) -> int:
    assert found.rating.score is not None
    return found.rating.score


@pytest.mark.parametrize("name", [*APPROVED, *UNOPPOSED])
def test_nothing_that_osi_approved_violates_the_open_source_definition(name: str) -> None:
    found = real(name)
    assert answered(found, "osd", Answer.VIOLATED) == set()
    assert found.rating.open in {True, "arguable"}


@pytest.mark.parametrize("name", APPROVED)
def test_licenses_that_debian_ships_pass_its_guidelines_and_tests(name: str) -> None:
    assert answered(real(name), "dfsg", Answer.VIOLATED) == set()


@pytest.mark.parametrize("name", APPROVED)
def test_free_software_licenses_keep_the_four_freedoms(name: str) -> None:
    assert answered(real(name), "fsf", Answer.VIOLATED) == set()


@pytest.mark.parametrize("name", SIZED)
def test_size_and_use_policy_violate_criteria_5_and_6(name: str) -> None:
    found = real(name)
    assert {"osd-5", "osd-6"} <= answered(found, "osd", Answer.VIOLATED)
    assert found.verdicts["osd"].items["osd-5"].terms == ("user-threshold",)
    assert all(found.verdicts["osd"].items[item].evidence for item in ("osd-5", "osd-6"))


@pytest.mark.parametrize("name", FIELDS)
def test_limits_of_fields_and_of_commerce_violate_criterion_6(name: str) -> None:
    found = real(name)
    assert "osd-6" in answered(found, "osd", Answer.VIOLATED)
    assert found.verdicts["osd"].items["osd-6"].evidence


@pytest.mark.parametrize("name", ["llama-3.1-community", "llama-3.1-license-2024"])
def test_a_license_that_fsf_calls_not_free_is_not_free(name: str) -> None:
    found = real(name)
    assert found.verdicts["fsf"].answer is Answer.VIOLATED
    assert "fsf-0" in answered(found, "fsf", Answer.VIOLATED)


@pytest.mark.parametrize(
    "duty",
    [
        "You must notify the Licensor of each modification that You make.",
        "You must register each modification of the Model with the Licensor.",
        "You must send a copy of every modification of the Model to the Licensor.",
        "If You modify the Model, You must submit Your modifications to the Licensor within thirty days.",
    ],
)
def test_a_duty_to_send_changes_to_the_licensor_fails_the_desert_island_test(duty: str) -> None:
    assert "dfsg-desert-island" in answered(ours(GRANT + duty), "dfsg", Answer.VIOLATED)


def test_a_castaway_can_keep_to_a_license_that_asks_for_notices_only() -> None:
    found = ours(GRANT + "You must keep all copyright notices in the copies of the Model that You give to others.")
    assert answered(found, "dfsg", Answer.VIOLATED) == set()
    assert found.rating.open is True


@pytest.mark.parametrize(
    "limit",
    [
        "You may use the Model only for non-commercial purposes.",
        "If Your products have more than 500 million monthly users, You must request a license from the Licensor.",
    ],
)
def test_a_text_for_some_uses_or_some_sizes_is_not_free_and_open_in_the_sense_of_the_ai_act(limit: str) -> None:
    assert ours(GRANT + limit).verdicts["eu-ai-act"].answer is Answer.VIOLATED


@pytest.mark.parametrize("name", ["cc-by-nc-4.0", "llama-3.1-community", "stability-nc-research-2023-12-06"])
def test_real_limits_of_commerce_and_size_are_not_free_and_open_in_the_sense_of_the_ai_act(name: str) -> None:
    assert real(name).verdicts["eu-ai-act"].answer is Answer.VIOLATED


def test_a_narrow_term_on_safety_parts_the_ai_act_from_the_open_source_definition() -> None:
    found = ours(GRANT + "You may not use the Model to develop chemical or biological weapons.")
    assert found.verdicts["eu-ai-act"].answer is Answer.CONTESTED
    assert answered(found, "eu-ai-act", Answer.CONTESTED) == {"eu-use"}
    assert "osd-6" in answered(found, "osd", Answer.VIOLATED)


def test_real_licenses_stand_in_the_order_that_readers_expect() -> None:
    scores = {name: points(real(name)) for name in ORDER}
    assert all(scores[upper] > scores[lower] for upper, lower in pairwise(ORDER)), scores
    assert scores["mit"] == points(real("apache-2.0")) == points(real("openmdw-1.0")) == 100
    assert scores["llama-3.1-community"] > points(real("xai-community-license-2025-11"))


def test_a_text_that_forbids_everything_has_no_points() -> None:
    found = ours(FORBIDDEN)
    assert (found.rating.open, found.rating.grade, found.rating.score) == (False, Grade.CLOSED, 0)
