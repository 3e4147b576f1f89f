"""Write the goldens of known licenses: `python -m tests.golden`. Read what changed before it is committed."""

from __future__ import annotations

import sys

from tests.golden import ledger, verdicts
from tests.golden.measured import NO_LABELS, NO_TEXTS, by_columns, openness, terms


def main() -> int:
    """Write `verdicts.md` and `accuracy.md`; 2 where what they are made of is not at hand."""
    found, authorities = terms(), openness()
    if found is None or authorities is None:
        sys.stderr.write(f"tests.golden: {NO_LABELS if found is None else NO_TEXTS}; nothing was written\n")
        return 2
    accuracy = ledger.page(found, authorities, by_columns())
    for path, words in ((verdicts.PAGE, verdicts.page(found)), (ledger.PAGE, accuracy)):
        path.write_text(words, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name}: {len(words.splitlines())} lines\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
