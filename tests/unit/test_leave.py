"""Leave that must be asked limits the act, whatever the act and however the asking is worded."""

from __future__ import annotations

from itertools import product

import pytest

from analyzer import intake, pipeline

BEFORE = """The Model is made available by Northfield ("Northfield" or "we"). You may use the Model.

"""
# An act by itself, as it is done, as a noun; and the term that it decides.
ACTS = (
    ("redistributing the Model", "redistribute the Model", "Redistribution of the Model", "redistribute"),
    ("modifying the Model", "modify the Model", "Modification of the Model", "modify"),
    ("fine-tuning the Model", "fine-tune the Model", "Fine-tuning of the Model", "modify"),
    (
        "publishing modified versions of the Model",
        "publish modified versions of the Model",
        "Publication of modified versions of the Model",
        "share-derivatives",
    ),
    (
        "offering the Model as a hosted service",
        "offer the Model as a hosted service",
        "Offering the Model as a hosted service",
        "hosted-service",
    ),
    ("using the Model commercially", "use the Model commercially", "Commercial use of the Model", "commercial-use"),
    (
        "using the Model in a commercial product",
        "use the Model in a commercial product",
        "Use of the Model in a commercial product",
        "commercial-use",
    ),
    ("sublicensing the Model", "sublicense the Model", "Sublicensing of the Model", "sublicense"),
)
ASKED = (
    "You must obtain written permission from Northfield before {0}.",
    "You must obtain Northfield's prior written consent before you {1}.",
    "You must get our permission before you {1}.",
    "You shall seek the approval of Northfield prior to {0}.",
    "You need permission to {1}.",
    "You need a separate license from Northfield to {1}.",
    "You need our permission if you want to {1}.",
    "If you wish to {1}, you must first obtain permission from Northfield.",
    "If you want to {1}, please ask us for permission.",
    "If you intend to {1}, contact Northfield for a license.",
    "To {1}, you must obtain a license from Northfield.",
    "In order to {1}, prior written authorization from Northfield is required.",
    "Permission is required before {0}.",
    "Permission of Northfield is needed for {0}.",
    "Written consent from Northfield is required to {1}.",
    "{2} requires permission.",
    "{2} requires the prior written approval of Northfield.",
    "{2} needs our consent.",
    "{2} is subject to prior written approval by Northfield.",
    "{2} is allowed only with the permission of Northfield.",
    "{2} is only possible with our prior written consent.",
    "{2} is not permitted without the written consent of Northfield.",
    "{2} without permission is prohibited.",
    "Ask us before {0}.",
    "Please contact us for permission before {0}.",
    "A separate license is necessary for {0}.",
    "You may {1} only with our permission.",
    "You may {1} only after Northfield has agreed in writing.",
    "You may not {1} unless Northfield has given you written permission.",
    "Do not {1} without asking us first.",
    "For {0}, a license must be requested from Northfield.",
    "Northfield must approve in writing before you {1}.",
    "Northfield's permission must be obtained before {0}.",
    "We must agree in writing before you {1}.",
    "{2}: only with our permission.",
)
# Leave of others, of a duty, or for what a license need not allow.
NOT_ASKED = (
    "You must obtain the consent of every speaker before you publish recordings of their voices.",
    "You must obtain permission before you use our name to endorse modified versions.",
    "Each time you redistribute the Model, the recipient receives a license from the licensor to copy it.",
    "For a license to distribute the Model under other terms, write to Northfield.",
    "You must grant every recipient the right to redistribute the Model.",
    "If you distribute the Model, you must have a copy of this license with it.",
)


def _value(sentence: str, term: str) -> object:
    text = f"{BEFORE}{sentence}\n"
    return pipeline.analyze(intake.from_bytes(text.encode(), "x")).terms[term].value


@pytest.mark.parametrize(("sentence", "act"), list(product(ASKED, ACTS)))
def test_an_act_that_waits_for_leave_is_limited(sentence: str, act: tuple[str, str, str, str]) -> None:
    assert _value(sentence.format(*act[:3]), act[3]) in {"limited", "denied"}


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_leave_of_others_limits_no_act(sentence: str) -> None:
    grants = "You may distribute the Model, modify it and share modified versions. "
    values = [_value(grants + sentence, term) for term in ("redistribute", "modify", "share-derivatives")]
    assert values == ["granted", "granted", "granted"]
