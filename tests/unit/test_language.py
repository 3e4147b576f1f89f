"""Which paragraphs are English."""

from __future__ import annotations

import pytest

from analyzer.language import foreign, script, tongue


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("You may use the Model for any purpose, and you must keep this notice with it.", "en"),
        ("Vous pouvez utiliser le modèle pour tous les usages, sauf ceux qui sont dans la liste.", "fr"),
        ("Sie dürfen das Modell für alle Zwecke nutzen, die nicht in der Liste stehen.", "de"),
        ("Usted puede usar el modelo para todos los fines, pero no se puede vender con la marca.", "es"),
        ("Non si può usare il modello per la vendita, ma le copie della licenza sono libere di circolare.", "it"),
        ("O modelo não pode ser vendido, mas você pode usar as cópias da licença para os seus fins.", "pt"),
        ("U mag het model niet verkopen, maar het gebruik van de licentie is vrij voor een ieder.", "nl"),
        ("Model i jego kopie nie mogą być sprzedawane, lecz można z nich korzystać na cele oraz dla siebie.", "pl"),
    ],
)
def test_a_paragraph_is_told_by_its_small_words(words: str, code: str) -> None:
    assert tongue(words) == code


@pytest.mark.parametrize(
    "words",
    [
        "(a) estimate the likelihood that a person will commit a crime;",
        "(e) generate abusive, insulting, degrading content targeting a private person;",
        "b. Offering the Model as a SaaS (Software as a Service) service.",
        "No Service, No Derivatives, No Redistribution, No Commercial Use, No Hosting",
        "Acme Non-Commercial Non-Exclusive Software License Agreement for OS images, http://www.acme.example.com",
    ],
)
def test_an_item_of_a_list_is_not_lost_for_a_letter(words: str) -> None:
    assert tongue(words) in {"en", "und"}


@pytest.mark.parametrize("words", ["", "Acme License", "Copyright 2024 Acme Works", "使用本模型的许可证"])
def test_too_few_words_tell_nothing(words: str) -> None:
    assert tongue(words) == "und"


def test_words_without_small_words_tell_nothing() -> None:
    assert tongue("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda") == "und"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("您可以使用本模型。", True),
        ("2. 您可以使用 Model。", True),
        ("Вы можете использовать модель.", True),
        ("You may use the Model (模型) for any purpose of your own.", False),
        ("“Œuvre” – naïve façade © Acme", False),
        ("You may use it.", False),
        ("", False),
    ],
)
def test_a_line_is_foreign_by_most_of_its_letters(line: str, answer: bool) -> None:
    assert foreign(line) is answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("您可以使用本模型，但不得出售。", "zh"),
        ("このモデルを使用することができます。", "ja"),
        ("이 모델을 사용할 수 있습니다.", "ko"),
        ("Вы можете использовать модель.", "ru"),
        ("يمكنك استخدام النموذج", "ar"),
        ("אתה רשאי להשתמש במודל", "he"),
        ("Μπορείτε να το χρησιμοποιήσετε", "el"),
        ("You may use it.", "und"),
        ("", "und"),
    ],
)
def test_the_script_gives_the_language_of_a_foreign_text(text: str, code: str) -> None:
    assert script(text) == code
