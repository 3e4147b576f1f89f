"""Model folders as they come from a hub: what does not fit is found, what fits is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import cards, discrepancies, folders, sources
from analyzer.errors import UnusableSourceError
from analyzer.folders import Folder

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
OWN = Path(__file__).resolve().parents[1] / "texts"
BODY = "# Works Model\n\nA small model for tests, trained by Acme Works.\n"


def folder(place: Path, readme: str | None, **files: str) -> Folder:
    """A folder with a README and files, each a text of the corpus, of our own, or words."""
    if readme is not None:
        (place / "README.md").write_text(readme, "utf-8")
    for name, what in files.items():
        target = place / name.replace("__", ".")
        if what.startswith("corpus:"):
            source = CORPUS / f"{what.removeprefix('corpus:')}.txt"
            if not source.is_file():
                pytest.skip(f"{source.name} of the shared corpus is not at hand")
            target.write_bytes(source.read_bytes())
        elif what.startswith("own:"):
            target.write_bytes((OWN / what.removeprefix("own:")).read_bytes())
        else:
            target.write_text(what, "utf-8")
    return folders.read(place)


def kinds(found: Folder) -> list[str]:
    return [one.kind for one in discrepancies.find(found)]


def head(**keys: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n"


def test_a_clean_folder_has_no_finding(tmp_path: Path) -> None:
    readme = head(license="apache-2.0", language="en") + BODY + "\n## License\n\nThis model is under Apache 2.0.\n"
    found = folder(tmp_path, readme, LICENSE="corpus:apache-2.0", model__safetensors="x")
    assert kinds(found) == []
    assert discrepancies.corrected_head(found) == ""
    assert found.release.weights_license == "apache-2.0"


def test_advice_in_a_card_is_no_rider(tmp_path: Path) -> None:
    advice = "## Limits\n\nThe model should not be used for medical advice. It is licensed under Apache 2.0.\n"
    assert kinds(folder(tmp_path, head(license="apache-2.0") + BODY + advice, LICENSE="corpus:apache-2.0")) == []


def test_a_clean_folder_of_a_vendor_license_has_no_finding(tmp_path: Path) -> None:
    found = folder(tmp_path, head(license="llama3.1") + BODY, LICENSE="corpus:llama-3.1-community")
    assert kinds(found) == []


def test_an_undated_tag_stands_for_an_older_text_too(tmp_path: Path) -> None:
    found = folder(tmp_path, head(license="gemma") + BODY, LICENSE="corpus:gemma-terms-2024-04-01")
    assert "tag-against-text" not in kinds(found)


def test_a_tag_that_is_not_the_text(tmp_path: Path) -> None:
    found = folder(tmp_path, head(license="mit", language="en") + BODY, LICENSE="corpus:llama-3.1-community")
    finding = discrepancies.find(found)[0]
    assert finding.kind == "tag-against-text"
    assert finding.place == "README.md:2"
    assert "Llama 3.1" in finding.message
    assert discrepancies.corrected_head(found) == "---\nlicense: llama3.1\nlanguage: en\n---\n"


def test_other_without_a_name(tmp_path: Path) -> None:
    found = folder(tmp_path, head(license="other") + BODY, LICENSE="corpus:flux-1-dev-nc-2024-08")
    assert "other-without-name" in kinds(found)
    put_right = discrepancies.corrected_head(found)
    assert "license: other\nlicense_name: flux-1-dev-nc-2024-08\nlicense_link: LICENSE\n" in put_right


def test_a_rider_on_a_standard_license(tmp_path: Path) -> None:
    rider = "\n## License\n\nThis model may not be used for commercial purposes.\n"
    found = folder(tmp_path, head(license="apache-2.0") + BODY + rider, LICENSE="corpus:apache-2.0")
    finding = discrepancies.find(found)[0]
    assert finding.kind == "rider"
    assert finding.quote == "This model may not be used for commercial purposes."
    assert found.readme is not None
    assert finding.span is not None
    assert finding.quote in found.readme.content[finding.span.start : finding.span.end]


def test_a_card_that_overrides_the_license(tmp_path: Path) -> None:
    rider = "\nWe expressly supersede the license in this folder with our own rules.\n"
    assert kinds(folder(tmp_path, head(license="mit") + BODY + rider, LICENSE="corpus:mit")) == ["rider"]


def test_a_missing_text(tmp_path: Path) -> None:
    assert kinds(folder(tmp_path, head(license="mit") + BODY)) == ["missing-text"]


def test_no_license_at_all(tmp_path: Path) -> None:
    assert kinds(folder(tmp_path, BODY)) == ["no-license-tag"]


def test_gating_terms(tmp_path: Path) -> None:
    gate = (
        "---\nlicense: mit\nextra_gated_prompt: You agree to share your results.\nextra_gated_eu_disallowed: true\n"
        "extra_gated_fields:\n  Company: text\n  Country: country\n---\n"
    )
    found = folder(tmp_path, gate + BODY, LICENSE="corpus:mit")
    assert kinds(found) == ["gating-territory", "gating-data", "gating-terms"]
    assert found.release.gated is True


def test_several_licenses_and_a_policy(tmp_path: Path) -> None:
    files = {"LICENSE-CODE": "corpus:mit", "LICENSE-MODEL": "corpus:deepseek-license-1.0", "USE_POLICY__md": "Be kind."}
    found = folder(tmp_path, head(license="other", license_name="deepseek-license-1.0") + BODY, **files)
    assert found.governing is not None
    assert found.governing.file == "LICENSE-MODEL"
    assert {"several-licenses", "policy"} <= set(kinds(found))
    assert "tag-against-text" not in kinds(found)


def test_a_changed_copy_of_a_known_text(tmp_path: Path) -> None:
    source = CORPUS / "mit.txt"
    if not source.is_file():
        pytest.skip("mit.txt of the shared corpus is not at hand")
    words = source.read_text("utf-8") + "\nThe Software may not be used by competitors of Acme Works.\n"
    found = folder(tmp_path, head(license="mit") + BODY, LICENSE=words)
    assert "changed-text" in kinds(found)
    assert "competitors" in next(one.quote for one in discrepancies.find(found) if one.kind == "changed-text")


def test_the_text_inside_the_readme_governs(tmp_path: Path) -> None:
    own = (OWN / "northfield-community-1.2.txt").read_text("utf-8")
    found = folder(tmp_path, head(license="other", license_name="northfield") + BODY + "\n## License\n\n" + own)
    assert found.governing is not None
    assert "missing-text" not in kinds(found)
    assert "text-in-readme" in kinds(found)


@pytest.mark.parametrize(
    "broken",
    [
        "---\nlicense: [mit\n---\n",
        "---\nlicense: &a mit\nname: *a\n---\n",
        "---\n" + "[" * 40000 + "\n---\n",
        "---\nlicense: mit\nlicense: gpl-3.0\n---\n",
        "---\n- a\n- b\n---\n",
    ],
)
def test_a_broken_head_is_a_finding(tmp_path: Path, broken: str) -> None:
    assert "broken-card" in kinds(folder(tmp_path, broken + BODY))


def test_an_empty_folder_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(UnusableSourceError, match="neither a README"):
        folders.read(tmp_path)


def test_a_folder_is_a_source(tmp_path: Path) -> None:
    folder(tmp_path, head(license="other") + BODY, LICENSE="own:acme-open-model-1.0.txt")
    found = sources.resolve(str(tmp_path))
    assert found.text is not None
    assert found.text.content.startswith("ACME OPEN MODEL LICENSE")
    assert "LICENSE" in found.remark


def test_components_are_seen_by_their_files(tmp_path: Path) -> None:
    found = folder(tmp_path, head(license="mit") + BODY, model__safetensors="x", train__py="x", optimizer__bin="x")
    there = {one.component for one in found.release.components if one.availability.value == "available"}
    assert there == {"Model parameters (Final)", "Training code", "Model card"}


def test_bases_and_relation_come_from_the_card(tmp_path: Path) -> None:
    words = "---\nlicense: mit\nbase_model: [acme/one, acme/two]\nbase_model_relation: merge\n"
    words += "datasets:\n- acme/words\n---\n"
    release = folder(tmp_path, words + BODY).release
    assert [(one.model, one.relation.value) for one in release.bases] == [("acme/one", "merge"), ("acme/two", "merge")]
    assert [one.name for one in release.datasets] == ["acme/words"]


def test_the_corrected_head_keeps_what_it_does_not_correct() -> None:
    card = cards.read("---\ntags:\n- a\nlicense:\n- mit\n- gpl-3.0\nlibrary_name: works\n---\n# M\n")
    assert cards.corrected(card, license_="other", name="acme", link="LICENSE") == (
        "---\ntags:\n- a\nlicense: other\nlicense_name: acme\nlicense_link: LICENSE\nlibrary_name: works\n---\n"
    )
