"""Model folders as people publish them, with cards of our own and license texts of the shared corpus.

In each that is not right something is planted; it is found, and nothing else is. Those that are right have no finding
that asks for a change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from analyzer import discrepancies, folders
from analyzer.folders import Folder

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
# A card as they come: it speaks of uses, limits, data and thanks, and none of that is a term of the license.
CARD = """\
# Works {size}

Works {size} is a language model of Acme Works with {size} parameters and a context of 8,192 tokens. It was trained on
2 trillion tokens of public web pages, books and code, and tuned on 30,000 conversations.

## Intended use

The model is intended for research and for building assistants. Developers should test it for their use case before they
ship it. It should not be used for medical, legal or financial decisions without a person who checks its answers.

```python
from works import Model  # you may not need a GPU

model = Model.load("acme/works")
```

## Limits

The model may produce wrong, biased or offensive words. It cannot browse the web. We did not train it on user data.
You may not need a large machine, but answers must not be taken as facts. You must use the chat template of the
tokenizer, and the system prompt shall not be empty.

## Data

The data may not be complete. We removed personal data where we could find it, and pages whose owners did not permit
use.

## Results

| test | score |
|---|---|
| sums | 71.2 |
| maps | 64.0 |

## Thanks

You can cite us as Acme Works, 2026. Send questions to models@acme.example.
"""
NOTES = {"policy", "several-licenses", "gating", "text-in-readme"}  # worth knowing, nothing to mend


@dataclass(frozen=True)
class Case:
    """A folder: the head of its card, files with the text in each, more words, the findings, the head put right."""

    name: str
    head: str
    files: dict[str, str]
    planted: set[str] = field(default_factory=set)
    more: str = ""
    said: str = ""
    corrected: str = ""


CASES = (
    Case(
        "permissive and right",
        "license: apache-2.0\nlanguage: [en]\npipeline_tag: text-generation",
        {"LICENSE": "apache-2.0"},
    ),
    Case(
        "vendor's own license and policy, right",
        "license: llama3.2\nlanguage: [en]\nbase_model: acme/works-base",
        {"LICENSE.txt": "llama-3.2-community", "USE_POLICY.md": "llama-3.2-use-policy"},
        {"policy"},
    ),
    Case(
        "code and weights apart, right",
        "license: other\nlicense_name: deepseek-license-1.0\nlicense_link: LICENSE-MODEL",
        {"LICENSE-CODE": "mit", "LICENSE-MODEL": "deepseek-license-1.0"},
        {"several-licenses"},
    ),
    Case(
        "openrail, right, the card repeats its bans",
        "license: bigscience-openrail-m",
        {"LICENSE": "bigscience-openrail-m"},
        more="\n## License\n\nThe model may not be used to give medical advice, see the license.\n",
    ),
    Case(
        "an older text under an undated tag, right",
        "license: gemma\ngated: true",
        {"LICENSE": "gemma-terms-2024-04-01"},
        {"gating"},
    ),
    Case(
        "declared permissive, is for research",
        "license: apache-2.0",
        {"LICENSE": "qwen-research-license-2024"},
        {"tag-against-text"},
        said="Apache License 2.0; LICENSE is Qwen",
        corrected="license: other\nlicense_name: qwen-research-license-2024\nlicense_link: LICENSE\n",
    ),
    Case(
        "declared permissive, has bans on use",
        "license: mit\nlanguage: [en]",
        {"LICENSE.md": "bigscience-openrail-m"},
        {"tag-against-text"},
        said="MIT License; LICENSE.md is BigScience",
        corrected="license: bigscience-openrail-m\nlanguage: [en]\n",
    ),
    Case(
        "another license of the same vendor",
        "license: llama3.1",
        {"LICENSE": "llama-2-community"},
        {"tag-against-text"},
        said="LICENSE is",
        corrected="license: llama2\n",
    ),
    Case(
        "other, and nobody says which",
        "license: other",
        {"LICENSE": "falcon-3-tii-license"},
        {"other-without-name"},
        corrected="license: other\nlicense_name: falcon-3-tii-license\nlicense_link: LICENSE\n",
    ),
    Case(
        "other, linked to a file that is not there",
        "license: other\nlicense_name: works-license\nlicense_link: LICENSE.md",
        {},
        {"broken-link", "missing-text"},
    ),
    Case(
        "a ban on commerce in the card of a permissive license",
        "license: mit",
        {"LICENSE": "mit"},
        {"rider"},
        more="\n## License\n\nMIT. The model may not be used for commercial purposes without our written permission.\n",
        said="does not have",
    ),
    Case(
        "a number of users in the card of a permissive license",
        "license: apache-2.0",
        {"LICENSE": "apache-2.0"},
        {"rider"},
        more="\n## License\n\nIf you have more than 1 million monthly active users, you must ask us for a license.\n",
    ),
    Case(
        "training on outputs banned in the card",
        "license: apache-2.0",
        {"LICENSE": "apache-2.0"},
        {"rider"},
        more="\n## Terms\n\nYou may not use the model or its outputs to train other language models.\n",
        said="output training ban",
    ),
    Case(
        "a gate with terms, and none of them in the license",
        "license: apache-2.0\nextra_gated_prompt: You agree not to use it commercially.\n"
        "extra_gated_eu_disallowed: true\nextra_gated_fields:\n  Company: text",
        {"LICENSE": "apache-2.0"},
        {"gating-territory", "gating-data", "gating-terms"},
    ),
    Case(
        "a tag that nobody knows", "license: works-1.0", {"LICENSE": "mit"}, {"unknown-tag"}, corrected="license: mit\n"
    ),
    Case("a permissive tag and no text", "license: mit", {}, {"missing-text"}),
)


def folder(place: Path, case: Case) -> Folder:
    """The folder of a case, written."""
    (place / "README.md").write_text(f"---\n{case.head}\n---\n{CARD.format(size='7B')}{case.more}", "utf-8")
    (place / "model.safetensors").write_bytes(b"weights")
    (place / "config.json").write_text("{}", "utf-8")
    for name, text in case.files.items():
        source = CORPUS / f"{text}.txt"
        if not source.is_file():
            pytest.skip(f"{source.name} of the shared corpus is not at hand")
        (place / name).write_bytes(source.read_bytes())
    return folders.read(place)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_planted_is_found_and_nothing_else(tmp_path: Path, case: Case) -> None:
    found = folder(tmp_path, case)
    told = discrepancies.find(found)
    assert {one.kind for one in told} == case.planted, [one.message for one in told]
    assert case.said in " ".join(one.message for one in told)
    assert discrepancies.corrected_head(found) == (f"---\n{case.corrected}---\n" if case.corrected else "")


@pytest.mark.parametrize("case", [one for one in CASES if one.planted <= NOTES], ids=lambda case: case.name)
def test_a_folder_that_is_right_has_nothing_to_mend(tmp_path: Path, case: Case) -> None:
    found = folder(tmp_path, case)
    assert {one.severity for one in discrepancies.find(found)} <= {"note"}
    assert discrepancies.corrected_head(found) == ""


@pytest.mark.parametrize("case", [one for one in CASES if one.planted], ids=lambda case: case.name)
def test_a_finding_names_its_place_and_its_words(tmp_path: Path, case: Case) -> None:
    found = folder(tmp_path, case)
    for one in discrepancies.find(found):
        if one.kind in {"rider", "gating-terms", "tag-against-text", "gating-territory"}:
            name, _, line = one.place.partition(":")
            assert name == "README.md"
            assert int(line) > 1
        if one.span is not None and found.readme is not None:
            assert one.quote in found.readme.content[one.span.start : one.span.end]
