"""Leave within bounds, whatever the grant and whatever the bound; and what open licenses say in the same place."""

from __future__ import annotations

from itertools import product

import pytest

from analyzer import intake, pipeline
from analyzer.bounds import bounded, conditional

GRANTS = (
    "You may use, copy and modify the Model {}.",
    "Licensees may freely use and share the weights {}.",
    "The Model may be used and copied {}.",
    "Use and modification are permitted {}.",
    "You are free to run, change and publish it {}.",
    "You are allowed to use the code {}.",
)
SHUT = (
    "on Northfield hardware",
    "on one computer",
    "at school",
    "at our laboratories",
    "with our products",
    "with friends",
    "within the Northfield platform",
    "inside your company",
    "during the trial period",
    "for one year",
    "for thirty days",
    "as a hobbyist",
    "as a registered user",
    "as part of the challenge",
    "under supervision",
    "by yourself",
    "through our website",
    "via the Northfield portal",
    "among members",
    "in Europe",
    "in the classroom",
    "using our servers",
    "after 2030",
    "without a computer",
    "in exchange for your data",
    "responsibly",
    "three times",
    "minus the encoder",
    "against payment",
    ", though never for money",
)
OPEN = (
    "on any computer",
    "on your own hardware",
    "on these conditions",
    "at your own risk",
    "at no cost",
    "with or without changes",
    "with other software",
    "within your product",
    "for as long as you like",
    "for any number of years",
    "as you see fit",
    "as part of a larger work",
    "under the terms of this license",
    "by any means",
    "through any channel",
    "in source and binary form",
    "in commercial products",
    "in whole or in part",
    "throughout the world",
    "using any tool",
    "for the duration of the copyright",
    "without any limit in time",
    "without asking",
    "freely",
)
GIVEN = (
    "Permission is hereby granted, free of charge, to {} to use, copy and change the Work.",
    "The right is given to {} to run the Model.",
    "We let {} use and share the weights.",
    "Northfield grants {} a royalty-free license to use and copy the Work.",
)
SOME = ("students", "our members", "registered developers", "schools of the city")
ALL = ("anyone", "any person obtaining a copy", "all recipients", "you")


GROUPS = (
    "Licensees holding valid commercial licenses",
    "Licensees with a valid subscription",
    "Licensees in good standing",
    "Users who hold a key",
    "Users registered with Northfield",
    "Customers holding a support contract",
    "Members",
    "Paying customers",
    "Employees of Northfield",
    "Our partners",
    "The team",
    "Adults",
    "Schools",
    "Companies that have bought a license",
    "People who sponsor us",
    "A company with a contract",
    "Developers who joined the beta",
    "Residents",
)
STRANGE = (
    "if the moon is full",
    "when the snow melts",
    "unless the sun shines",
    "provided that the river is frozen",
    "so long as the grass is green",
    "while the lights are on",
    "subject to good weather",
)
COMMON = (
    "if you like",
    "when needed",
    "unless otherwise stated",
    "provided that the following conditions are met",
    "as long as this notice is kept",
    "subject to these terms",
    "if possible",
)


@pytest.mark.parametrize(("grant", "tail"), list(product(GRANTS, STRANGE)))
def test_a_condition_of_which_no_word_is_known_is_a_doubt(grant: str, tail: str) -> None:
    words = grant.format(tail)
    assert conditional(words)
    whole = f"{words} You may sell and distribute copies and modified copies.\n"
    found = pipeline.analyze(intake.from_bytes(whole.encode(), "made-up.txt"))
    assert found.rating.open is not True


@pytest.mark.parametrize(("grant", "tail"), list(product(GRANTS, COMMON)))
def test_conditions_that_open_licenses_have_are_none(grant: str, tail: str) -> None:
    assert not conditional(grant.format(tail))


@pytest.mark.parametrize(("grant", "tail"), list(product(GRANTS, SHUT)))
def test_a_bound_is_seen(grant: str, tail: str) -> None:
    assert bounded(grant.format(tail))


@pytest.mark.parametrize(("grant", "tail"), list(product(GRANTS, OPEN)))
def test_what_open_licenses_say_there_is_no_bound(grant: str, tail: str) -> None:
    assert not bounded(grant.format(tail))


@pytest.mark.parametrize("tail", [tail for tail in SHUT if tail.split()[0] in {"on", "at", "as", "in", "during"}])
def test_a_bound_stands_before_the_grant_as_well(tail: str) -> None:
    assert bounded(f"{tail[0].upper()}{tail[1:]}, you may use, copy and modify the Model.")


@pytest.mark.parametrize("who", GROUPS)
def test_leave_of_a_group_is_never_open(who: str) -> None:
    text = f"{who} may use, copy, modify, distribute and sublicense the Model for any purpose.\n"
    assert pipeline.analyze(intake.from_bytes(text.encode(), "x")).rating.open is not True


@pytest.mark.parametrize(("grant", "who"), list(product(GIVEN, SOME)))
def test_leave_for_some_is_bounded(grant: str, who: str) -> None:
    assert bounded(grant.format(who))


@pytest.mark.parametrize(("grant", "who"), list(product(GIVEN, ALL)))
def test_leave_for_all_is_not(grant: str, who: str) -> None:
    assert not bounded(grant.format(who))


@pytest.mark.parametrize(
    "words",
    [
        "The first hundred users may use, copy, change and sell it.",
        "Users of Northfield phones may use and change the code.",
        "Anyone who helped may use and share the code.",
        "Half of the members may use it.",
        "You may occasionally use the Model.",
        "You may use a tenth of the data.",
        "You may use the code for any purpose on Northfield hardware.",
    ],
)
def test_a_part_of_the_users_or_of_the_work_is_a_bound(words: str) -> None:
    assert bounded(words)


@pytest.mark.parametrize(
    "words",
    [
        "Northfield grants you a license, within the campus, to use, copy, change and share the Model.",
        "The license lets you run, change and share the Model for a year.",
        "The license covers use at school.",
        "Use, copying and distribution on Northfield machines are permitted.",
        "It is free to use, change and share at school.",
    ],
)
def test_a_bound_stands_in_other_places_as_well(words: str) -> None:
    assert bounded(words)


@pytest.mark.parametrize("tail", SHUT)
def test_a_bounded_grant_is_never_open_nor_use_for_all(tail: str) -> None:
    words = f"You may use, copy, modify, sell and distribute the Model {tail}.\n"
    found = pipeline.analyze(intake.from_bytes(words.encode(), "made-up.txt"))
    assert found.rating.open is not True
    assert (found.terms["use"].value, found.terms["commercial-use"].value) != ("granted", "granted")


@pytest.mark.parametrize("tail", OPEN)
def test_a_grant_that_is_not_bounded_gives_use(tail: str) -> None:
    words = f"You may use, copy, modify, sell and distribute the Model {tail}.\n"
    found = pipeline.analyze(intake.from_bytes(words.encode(), "made-up.txt"))
    assert found.terms["use"].value == "granted"


# Whole grants of open licenses, with a rider in the grant itself.
WHOLE = (
    "Permission is granted, free of charge, to any person to use, copy, modify, publish and sell the Model {}.",
    "Permission is hereby granted to any person {} obtaining a copy of the Model, to use, modify and share it.",
    "You may use, copy, modify, sublicense and distribute the Model for any purpose, commercial or not, {}.",
    "Redistribution and use in source and binary forms, with or without modification, are permitted {}.",
)
RIDERS = (
    "outside the United States",
    "provided that modified versions are not distributed",
    "provided that copies are not modified",
    "on Acme devices only",
    "if it runs only on Acme devices",
    "as long as you support the rights of workers",
    "by individuals",
    "who is an individual",
    "with no ties to the military",
    "for peaceful purposes",
    "until the end of 2027",
    "in Europe",
    "except in China",
    "provided it is not sold",
    "provided that no fee is charged",
    "unless you are a company",
    "only within your organization",
    "for internal use",
    "in non-commercial settings",
    "as long as it is not used by the military",
    "to the extent that you hold a subscription",
    "with our approval",
    "subject to our approval",
    "provided you have paid",
    "after payment of a fee",
    "if you are a student",
    "for a period of one year",
    "for versions before 2.0 only",
    "in connection with Acme products",
    "together with Acme hardware",
    "to your employees",
    "within the European Union",
    "provided that the Model is not modified",
    "unless it competes with us",
)
_LICENSE = """The Model is provided by Acme.

{}

The Model is provided "as is", without warranty of any kind.
"""


@pytest.mark.parametrize(("grant", "rider"), list(product(WHOLE, RIDERS)))
def test_a_rider_within_the_grant_leaves_no_license_open(grant: str, rider: str) -> None:
    text = _LICENSE.format(grant.format(rider))
    assert pipeline.analyze(intake.from_bytes(text.encode(), "rider")).rating.open is not True
