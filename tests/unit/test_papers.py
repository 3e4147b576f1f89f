"""PDF and Word files, made here: their words are read as those of a text file, what cannot be read is told."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import intake, papers, pipeline
from analyzer.cli import app
from analyzer.errors import UnusableSourceError
from analyzer.render import reporting

WORDS = (
    "ACME MODEL LICENSE",
    "1. Grant. You may use, copy and modify the Works for any purpose.",
    "2. Bans. You may not use the Works to train other models.",
    "3. Notices. You must keep all copyright notices.",
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def pdf(*pages: tuple[str, ...], trailer: str = "") -> bytes:
    """A PDF with lines of words on its pages, written object by object."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in (one.replace("(", r"\(").replace(")", r"\)") for one in lines))
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return made


def word(*paragraphs: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file; a paragraph that begins with "# " is an item of a numbered list."""
    body = "".join(
        f"<w:p>{LIST if one.startswith('# ') else ''}<w:r><w:t>{one.removeprefix('# ')}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    numbers = (
        f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
        "word/numbering.xml": numbers,
        **(extra or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        for name, part in parts.items():
            files.writestr(name, part)
    return made.getvalue()


def read(raw: bytes, name: str) -> intake.Text:
    pytest.importorskip("pypdf", reason="the extra docs is not installed")
    pytest.importorskip("mammoth", reason="the extra docs is not installed")
    return intake.from_bytes(raw, name)


def refused(raw: bytes, name: str) -> str:
    with pytest.raises(UnusableSourceError) as told:
        read(raw, name)
    return str(told.value)


@pytest.mark.parametrize(("raw", "kind"), [(pdf(WORDS), "PDF"), (word(*WORDS), "Word")], ids=["pdf", "word"])
def test_the_words_are_judged_as_those_of_a_text(raw: bytes, kind: str) -> None:
    found = pipeline.analyze(read(raw, "license"))
    ban = found.terms["output-training-ban"]
    assert found.document.text.encoding == kind
    assert ban.value == "any-model"
    assert ban.evidence[0].section == "2"
    place = ban.evidence[0].span
    assert found.document.text.content[place.start : place.end] == "You may not use the Works to train other models."


def test_a_list_of_a_word_file_keeps_its_numbers() -> None:
    found = read(word("Acme License", "# You may copy the Works.", "# You must keep the notices."), "a.docx")
    assert "1. You may copy the Works." in found.content
    assert "2. You must keep the notices." in found.content


def test_a_table_of_a_word_file_is_read() -> None:
    cell = "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>You may not sell the Works."
    cell += "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"
    assert "You may not sell the Works." in read(word(f"Uses:{cell}The end."), "a.docx").content


def test_pages_are_joined_without_headers_footers_and_page_numbers() -> None:
    pages = [
        ("Acme Works, confidential", WORDS[0], "1. You may use the Works", "Page 1 of 3"),
        ("Acme Works, confidential", "for any purpose.", "2. You may copy the Works.", "Page 2 of 3"),
        ("Acme Works, confidential", "3. You must keep", "all notices.", "Page 3 of 3"),
    ]
    found = read(pdf(*pages), "a.pdf").content
    assert "confidential" not in found
    assert "Page" not in found
    assert "1. You may use the Works\nfor any purpose." in found


def test_one_page_keeps_all_its_lines() -> None:
    assert papers.joined(["You may\nuse the Works.\n2019"]).startswith("You may\nuse the Works.")


def test_a_number_inside_a_page_is_kept() -> None:
    assert "12" in papers.joined(["a\nb\nc\nd\n12\ne\nf\ng\nh", "i\nj\nk\nl\nm"]).splitlines()


def test_the_report_of_a_word_file_shows_its_words(tmp_path: Path) -> None:
    path = tmp_path / "license.docx"
    path.write_bytes(word(*WORDS, "&lt;script&gt;alert(1)&lt;/script&gt; is kept."))
    read(path.read_bytes(), "license.docx")
    written = reporting.text(str(path), "html")
    assert "No training of other models" in written
    assert "Read from the words of a Word file" in written
    assert "<script>" not in written


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_command_reads_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"license.{ending}"
    path.write_bytes(pdf(WORDS) if ending == "pdf" else word(*WORDS))
    read(path.read_bytes(), path.name)
    done = CliRunner().invoke(app, ["score", str(path)])
    assert done.exit_code == 0
    assert "No training of other models" in done.stdout


@pytest.mark.parametrize(("module", "raw"), [("pypdf", pdf(WORDS)), ("mammoth", word(*WORDS))])
def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, module: str, raw: bytes) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnusableSourceError, match=r"^thing: a .*pip install 'openterms\[docs\]', or save its text"):
        intake.from_bytes(raw, "thing")


def test_broken_files_are_told(tmp_path: Path) -> None:
    for name, raw in {
        "header.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "cut.docx": word(*WORDS)[:-200],
        "empty.docx": b"PK\x03\x04....word/document.xml",
        "xml.docx": word("<w:p>"),
        "deep.docx": word("<w:sdt><w:sdtContent>" * 5000 + "x" + "</w:sdtContent></w:sdt>" * 5000),
    }.items():
        path = tmp_path / name
        path.write_bytes(raw)
        message = refused(raw, name)
        assert "broken or cut off; save its text as a .txt file" in message, name
        assert CliRunner().invoke(app, ["score", str(path)]).exit_code == 2


def test_a_scanned_or_empty_file_is_told() -> None:
    assert "holds pictures of pages, no text; save its text" in refused(pdf(()), "a.pdf")
    assert "holds no text" in refused(word(""), "a.docx")


def test_an_encrypted_file_is_told() -> None:
    pypdf = pytest.importorskip("pypdf", reason="the extra docs is not installed")
    locked, open_to_all = io.BytesIO(), io.BytesIO()
    for target, password in ((locked, "secret"), (open_to_all, "")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(WORDS)))
        writer.encrypt(user_password=password, owner_password=password, algorithm="RC4-128")
        writer.write(target)
    assert "an encrypted PDF; take off its password" in refused(locked.getvalue(), "a.pdf")
    assert "You may not use the Works" in read(open_to_all.getvalue(), "a.pdf").content


def test_an_unknown_cipher_is_told() -> None:
    cipher = "/Encrypt << /Filter /Acme /V 9 /R 9 /O (x) /U (x) /P -1 >> /ID [(a) (a)]"
    message = refused(pdf(WORDS, trailer=cipher), "a.pdf")
    assert "encrypted" in message or "broken" in message


def test_a_bomb_is_not_unpacked() -> None:
    bomb = word(*WORDS, extra={"word/comments.xml": b" " * (papers.MAX_XML + 1)})
    assert len(bomb) < 100_000
    assert "unpacks to 8 MB; name the license alone" in refused(bomb, "a.docx")


def test_a_part_that_hides_its_size_does_not_get_through() -> None:
    raw = bytearray(word(*WORDS, extra={"word/comments.xml": b" " * (papers.MAX_XML + 1)}))
    real = struct.pack("<I", papers.MAX_XML + 1)
    assert real in raw
    assert "broken" in refused(bytes(raw).replace(real, struct.pack("<I", 10)), "a.docx")


def test_declared_entities_are_refused() -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "declarations of its own" in refused(word(*WORDS, extra={"word/comments.xml": lol}), "a.docx")


def test_too_many_pages_are_told() -> None:
    message = refused(pdf(*[("You may copy the Works.",)] * (papers.MAX_PAGES + 1)), "a.pdf")
    assert f"a PDF of {papers.MAX_PAGES + 1} pages" in message


def test_nothing_beside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    picture = (
        f'</w:t></w:r><w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="{OFFICE}" r:link="r9"/></w:drawing></w:r><w:r><w:t>'
    )
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r9" Type="{OFFICE}/image" TargetMode="External" '
        f'Target="{secret.as_uri()}"/></Relationships>'
    )
    raw = word(f"You may copy.{picture}", extra={"word/_rels/document.xml.rels": relations})
    assert "SECRET" not in read(raw, "a.docx").content


def test_other_archives_are_no_word_files() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr("LICENSE", "You may copy.")
    assert papers.kind_of(made.getvalue()) == ""
    assert papers.kind_of(b"You may copy.") == ""
