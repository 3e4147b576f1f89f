"""Questions with their answers become statements, or stay what they are."""

from __future__ import annotations

import pytest

from analyzer import intake, pipeline
from analyzer.answers import statement


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("May I change it?", "Yes.", "You may change it."),
        ("Can we sell it?", "No, sorry.", "You may not sell it."),
        ("May I use it?", "Yes, for research only.", "You may use it for research only."),
        ("Am I allowed to share my copy?", "Yes", "You may share your copy."),
        ("Do I have to name you?", "No.", "You need not name you."),
        ("Must I publish my changes?", "Yes, you must.", "You must publish your changes."),
        ("Is commercial use allowed?", "No.", "Commercial use is not allowed."),
        ("Can you end the license?", "No.", "We may not end the license."),
        ("Who owns the pictures?", "You do.", "You own the pictures."),
        ("Training a model on it?", "Not allowed, not even with credit.", "Training a model on it is not permitted."),
        (
            "Got more than 50 users?",
            "Then this no longer covers you.",
            "If you have more than 50 users, you may not use it.",
        ),
        ("More than three shops?", "Then the answer is no.", "If you have more than three shops, you may not use it."),
        ("Where can I run it?", "At home.", "You may run it only at home."),
        ("On what machines may I run it?", "Any machine you like.", "You may run it any machine you like."),
        ("Who may use it?", "Students and teachers.", "Only students and teachers may use it."),
        ("Who can use it?", "Anyone.", "Anyone may use it."),
        ("How long may I keep it?", "Forever.", "You may keep it forever."),
        ("How long does it last?", "Two weeks for firms.", "The license lasts for two weeks for firms."),
        ("Where is the source?", "On our site.", ""),
        ("Where can I get help?", "On our site.", ""),
        ("May I use it?", "Note that it is new.", ""),
        ("What is it?", "Yes.", ""),
        ("May I use it.", "Yes.", ""),
        ("May I use it?", "No copies may be made.", ""),
    ],
)
def test_a_question_and_its_answer_make_a_statement(question: str, answer: str, said: str) -> None:
    assert statement(question, answer)[0] == said


def test_a_license_in_questions_is_read() -> None:
    text = "Acme License\n\nMay I use the Model? Yes. May I change it? Yes.\n\nMay I sell it? No."
    terms = pipeline.analyze(intake.from_bytes(text.encode(), "acme.txt")).terms
    assert (terms["use"].value, terms["modify"].value) == ("granted", "granted")


def test_a_license_in_a_table_is_read() -> None:
    rows = "| What | Verdict |\n|------|------|\n| Commercial use | Allowed |\n| Sublicensing | Not allowed |\n"
    terms = pipeline.analyze(intake.from_bytes(f"Terms of the Model\n\n{rows}".encode(), "acme.txt")).terms
    assert (terms["commercial-use"].value, terms["sublicense"].value) == ("granted", "denied")
