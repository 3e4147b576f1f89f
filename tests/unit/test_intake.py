"""What a user hands over becomes text, or a message that says what to do."""

from __future__ import annotations

import hashlib
import io
import time
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.errors import UnusableSourceError
from analyzer.intake import Text, from_bytes, read, read_stream
from analyzer.outline import outline
from analyzer.spans import Span

PLAIN = "1. Grant\n\nYou may use the Model.\r\n\r\n  * bullet_with_name\n- [name of Licensor]\n5 < 6 & 7 > 2\n"


def reading(words: str, name: str = "terms.txt") -> str:
    return from_bytes(words.encode(), name).reading


def quote(text: Text, words: str) -> str:
    """The content behind words of the reading."""
    start = text.reading.index(words)
    span = text.original(Span(start, start + len(words)))
    return text.content[span.start : span.end]


# Decoding


def test_plain_text_is_read_as_it_stands() -> None:
    text = from_bytes(PLAIN.encode(), "LICENSE")
    assert (text.content, text.reading, text.anchors, text.encoding) == (PLAIN, PLAIN, (), "utf-8")


def test_the_digest_is_of_the_raw_bytes_with_their_byte_order_mark() -> None:
    raw = b"\xef\xbb\xbfYou may use it."
    text = from_bytes(raw, "LICENSE")
    assert text.content == "You may use it."
    assert text.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("raw", "encoding", "content"),
    [
        ("\ufeffYou may “use” it.".encode("utf-16-le"), "utf-16-le", "You may “use” it."),
        ("\ufeffYou may “use” it.".encode("utf-16-be"), "utf-16-be", "You may “use” it."),
        ("\ufeffYou may “use” it.".encode("utf-32-le"), "utf-32-le", "You may “use” it."),
        ("You may “use” it – © Acme.".encode("cp1252"), "cp1252", "You may “use” it – © Acme."),
        (b"You may use it \x81 \xa9 Acme. It is here.", "latin-1", "You may use it \x81 © Acme. It is here."),
        ("您可以使用本模型，但不得出售。".encode("gb18030"), "gb18030", "您可以使用本模型，但不得出售。"),
        ("Пользователь may use “it” – x".encode() + b"\x93", "utf-8 (damaged)", "Пользователь may use “it” – x\ufffd"),
    ],
)
def test_old_and_marked_encodings_are_recognised_and_named(raw: bytes, encoding: str, content: str) -> None:
    text = from_bytes(raw, "LICENSE")
    assert (text.encoding, text.content) == (encoding, content)


def test_what_says_utf_16_but_is_not_asks_for_utf_8() -> None:
    with pytest.raises(
        UnusableSourceError, match="a: begins as UTF-16-LE but is not valid at byte 2; save it as UTF-8"
    ):
        from_bytes(b"\xff\xfea\x00\x00", "a")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04....xl/workbook.xml", r"a spreadsheet, not a text file; save its text as a \.txt file \(UTF-8\)"),
        (b"PK\x03\x04....LICENSE", "a zip archive, not a text file; unpack it"),
        (b"{\\rtf1 You may}", "an RTF document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"You may\x00 use it", "not a text file .it holds NUL bytes.; name a plain text"),
        (b"\x01\x02\x03\x04 You may", "not a text file .it holds mostly control characters."),
        ("\ufeffYou \x00 may".encode("utf-16-le"), "NUL characters"),
        (b"", "empty or white space only; name a file that holds the text of a license"),
        (b" \r\n\t\n", "empty or white space only"),
        ("\ufeff \u200b\u00a0\n".encode(), "empty or white space only"),
        (b"<html><body></body></html>", "nothing but markup"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(raw: bytes, message: str) -> None:
    with pytest.raises(UnusableSourceError, match=rf"^thing: .*{message}"):
        from_bytes(raw, "thing")


# Sources


def test_a_file_is_read_under_its_path(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_bytes(PLAIN.encode())
    assert read(path) == from_bytes(PLAIN.encode(), str(path))


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 3, 3))

    assert read_stream(Slow(PLAIN.encode())) == from_bytes(PLAIN.encode(), "-")


def test_a_folder_names_the_license_files_in_it(tmp_path: Path) -> None:
    for name in ("LICENSE.md", "USE_POLICY.txt", "weights.bin"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(UnusableSourceError) as fault:
        read(tmp_path)
    message = str(fault.value)
    assert "folders are not read by this command yet, name a file in it" in message
    assert str(tmp_path / "LICENSE.md") in message
    assert str(tmp_path / "USE_POLICY.txt") in message
    assert "weights" not in message


def test_a_folder_without_license_says_only_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnusableSourceError, match=r"name a file in it$"):
        read(tmp_path)


def test_a_missing_file_suggests_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("x", encoding="utf-8")
    with pytest.raises(UnusableSourceError, match="no such file; did you mean 'LICENSE'"):
        read(tmp_path / "LICENCE")
    with pytest.raises(UnusableSourceError, match="no such file; check the path"):
        read(tmp_path / "absent" / "terms.txt")


def test_a_file_over_the_limit_is_not_read_and_both_sizes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(UnusableSourceError, match=r"big\.txt: 50 MB; a license text holds at most 20 MB"):
        read(path)


def test_an_endless_stream_is_left_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b"a" * min(size or 0, 400)

    monkeypatch.setattr(intake, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnusableSourceError, match="-: more than 1 MB; a license text holds at most 1 MB"):
        read_stream(Endless())


def test_bytes_over_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 100_000)
    with pytest.raises(UnusableSourceError, match=r"a: 0\.2 MB; a license text holds at most 0\.1 MB"):
        from_bytes(b"a" * 150_001, "a")


def test_a_file_one_may_not_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "LICENSE"
    path.write_text("x", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnusableSourceError, match="you have no permission to read it; change its permissions"):
        read(path)


@pytest.mark.parametrize("name", ["a\x00b", "n" * 5000])
def test_a_name_no_file_can_have_is_an_error_like_any_other(name: str) -> None:
    with pytest.raises(UnusableSourceError, match="cannot be read"):
        read(Path(name))


# Markdown


def test_a_markdown_license_reads_like_the_printed_one() -> None:
    words = (
        "# Acme License #\nDated *May 2024*\n\n"
        "## 2\\. **Use**\nYou **must not** use the `Model` in breach of the [use\npolicy](https://acme.example/p_(1)).\n"
        "> Keep this __notice__.\n"
    )
    assert reading(words) == (
        "Acme License\n\nDated May 2024\n\n\n2. Use\n\nYou must not use the Model in breach of the use\npolicy.\n"
        "\nKeep this notice.\n"
    )


def test_quotes_are_the_characters_of_the_source() -> None:
    text = from_bytes(b"## Use\nYou **must not** sell the [Model](https://acme.example/m) &ldquo;Acme&rdquo;.\n", "t")
    assert quote(text, "You must not sell") == "You **must not** sell"
    assert quote(text, "Model") == "Model"
    assert quote(text, "“Acme”") == "&ldquo;Acme&rdquo;"
    assert text.original(Span(3, 3)).start == text.original(Span(3, 3)).end


@pytest.mark.parametrize(
    "kept",
    [
        "* You may use it\n",
        "- [name of Licensor] and [year]\n",
        "2. The file `a` * 3 and model_name_v2\n",
        "Name: ______ Sum: USD ___ a month\n",
        "2*3 and 4 * 5\n",
        "[Licensee](the Company) pays\n",
    ],
)
def test_signs_that_are_no_markdown_stay_in_a_markdown_text(kept: str) -> None:
    whole = reading("## Terms\n\n" + kept, "terms.txt")
    assert whole.endswith(kept.replace("`", ""))


@pytest.mark.parametrize(
    "plain",
    [
        "# Copyright Acme\n# You may use it.\n# You may sell it.\nmain = 1\n",
        "** NOTICE **\nYou may use_it_now and 2 * 3 * it.\n",
        "If a > b\n> quoted mail\nthen [see](below) | other | things\n",
        "Copyright <year> <name of author>\n<Licensor> and a<b>c\n",
        "AT&T; R&D and &madeup; stay\n",
    ],
)
def test_a_text_that_only_looks_a_little_like_markup_is_plain(plain: str) -> None:
    assert reading(plain) == plain


def test_the_name_of_the_file_says_markdown() -> None:
    assert reading("> You may use it.", "TERMS.MD") == reading("You may use it.", "TERMS")
    assert reading("> You may use it.", "TERMS") == "> You may use it."


def test_plain_text_may_stress_a_word_as_well() -> None:
    assert reading("You may *not* use it.", "TERMS") == "You may not use it."


def test_text_in_a_code_fence_loses_only_the_fence() -> None:
    assert reading("# Terms\n\n```text\nMIT *License* # x\n```\n") == "Terms\n\n\n\nMIT *License* # x\n\n"


def test_rows_of_a_table_stand_apart_without_their_pipes() -> None:
    assert reading("# Terms\n\n| Use | Fee |\n|---|---|\n| any | none |\n").split("\n")[4:] == [
        " Use :  Fee .",
        "",
        "",
        " any : none  ",
        "",
    ]


def test_markdown_sections_are_found_by_the_outline() -> None:
    text = from_bytes(
        b"## **2\\. Duties**\nYou must:\n* keep the **notices**\n* share the source\n\n## 3. Term\nIt ends in 2030.\n",
        "a",
    )
    units = outline(text).units
    assert [(unit.section, text.reading[unit.span.start : unit.span.end]) for unit in units] == [
        ("2", "You must:"),
        ("2", "keep the notices"),
        ("2", "share the source"),
        ("3", "It ends in 2030."),
    ]
    assert [len(unit.leads) for unit in units] == [0, 1, 1, 0]


# HTML


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Acme</title><style>p {color: red}</style>\n"
        "<script>if (a < b) {'You may sell'}</script></head><body>\n<!-- You may not -->\n"
        "<h1>Acme\n   License</h1>\n<p>You\n  may &amp; must:</p>\n"
        '<ol type="a">\n <li>keep <b>it</b>;</li>\n <li><p>pay.</p><ul><li>soon</li></ul></li>\n</ol>\n'
        "<p>End.<br>Now.</p>"
    )
    assert reading(page) == (
        "Acme\n\nAcme License\n\nYou may & must:\n\na. keep it;\n\nb. pay.\n\n   - soon\n\nEnd.\nNow."
    )


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("<ol><li>one<li>two</ol>", "1. one\n\n2. two"),
        ('<ol start="4"><li>one</li><li value="9">two</li></ol>', "4. one\n\n9. two"),
        ('<ol type="i"><li>one</li><li>two</li></ol>', "i. one\n\nii. two"),
        ('<ol style="list-style-type: upper-alpha"><li>one</li></ol>', "A. one"),
        ("<ol><li>(a) one</li><li>2.1 two</li></ol>", "(a) one\n\n2. 2.1 two"),
        ('<ul style="list-style: none"><li>one</li></ul>', "one"),
    ],
)
def test_lists_print_the_numbers_a_browser_counts(items: str, said: str) -> None:
    assert reading(f"<html>{items}</html>") == said


def test_a_license_in_a_comment_is_read_and_a_note_in_a_comment_is_not() -> None:
    assert (
        reading("<!--\nYou may use the Model, and sell it.\n-->\n<p>Acme</p>")
        .strip()
        .startswith("You may use the Model")
    )
    assert "not" not in reading("You may use the Model for all that you like. <!-- not so -->")


def test_words_after_a_tag_that_is_never_closed_are_not_lost() -> None:
    assert "You may sell" in reading("<p>Terms</p><script>You may sell it.")
    assert "You may sell" in reading("<p>Terms for all who come here</p><!-- You may sell it.")


def test_tags_in_laid_out_text_leave_its_lines_alone() -> None:
    assert reading("1. <u>Grant</u>.\n   You may\n   use it.\n") == "1. Grant.\n   You may\n   use it.\n"


# Characters nobody sees


def test_hidden_characters_do_not_break_words_and_spaces_are_spaces() -> None:
    text = from_bytes("You\u00a0may\u2003not non\u200bcom\u00admercially\u200b use\x07 it.".encode(), "a")
    assert text.reading == "You may not noncommercially  use  it."
    assert quote(text, "noncommercially") == "non\u200bcom\u00admercially"
    assert from_bytes("a\u00a0b".encode(), "a").anchors == ()


# Hostile text


@pytest.mark.parametrize(
    "words",
    [
        "<" * 400_000,
        "[" * 400_000,
        "</p>" + '<a "' * 100_000,
        "</p>" + "<a'\"x" * 100_000,
        "<!--" * 100_000 + "-->x",
        "</p>" + "<script>" * 50_000 + "x",
        "</p>" + "<ol><li>" * 50_000 + "x",
        "</p><p><p>" + " " * 400_000 + "x",
        "# a\n\n" + "](" * 200_000,
        "# a\n\nb\n" + '[a](b.c(d "' * 40_000,
        "# a\n\nb\n\n# " + " " * 200_000 + "#" + " " * 200_000 + "x",
        "**a** **b** " + "*" * 200_000 + "_" * 200_000,
        "**a** **b** " + " ".join("`" * (1 + place % 300) for place in range(3_000)),
        "**a** **b**\nb " + "|" * 400_000,
        "x" + "a\u200b" * 200_000,
        "</p>" + "&" * 200_000 + "&a" * 100_000,
    ],
    ids=range(16),
)
def test_hostile_text_takes_time_in_step_with_its_length(words: str) -> None:
    start = time.process_time()
    text = from_bytes(words.encode(), "hostile")
    assert time.process_time() - start < 5
    assert text.content == words
