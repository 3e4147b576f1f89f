"""Write the sentences of known open licenses into their records, by digest: `python -m tests.known`.

Comes in: the texts of the package licensedcode. Goes out: the field `clauses` of `licenses/*.yaml`, for each license
that a body approved. Needed after a change of the outline, where `tests/unit/test_additions.py` fails for known texts.
"""

from __future__ import annotations

import re
import textwrap

from analyzer import additions, catalog, resources

_WIDTH = 174
_FIELD = re.compile(r"clauses: >-\n(?:  .*\n)+")


def main() -> None:
    """Write each record anew."""
    for record in catalog.records().values():
        text = catalog.text_of(record)
        if text is None or not record.approved_by:
            continue
        path = resources.folder("licenses") / f"{record.id}.yaml"
        lines = textwrap.indent("\n".join(textwrap.wrap(additions.clauses(text), _WIDTH)), "  ")
        field = f"clauses: >-\n{lines}\n"
        old = path.read_text("utf-8")
        new = (
            _FIELD.sub(field, old) if _FIELD.search(old) else old.replace("approved_by:\n", f"{field}approved_by:\n", 1)
        )
        path.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
