"""A corpus small enough to know by heart: five sources, two of which differ."""

from __future__ import annotations

from pathlib import Path

from assistant.index import sync
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

DOCUMENTS = {
    "leads.txt": """Executive leads

1. Each garden board (GB) must have an executive lead for orchards.

2. The executive lead should report to the board every spring. This report must be published on \
the website of the board.

3. The executive lead is responsible for the following:

- listening to growers

- pruning the apple trees

- publishing a yearly harvest plan

4. The executive lead may ask neighbouring boards for help with grafting.

5. A deputy is not required to be a member of the board.

6. The garden community panel (GCP) advises every board.

Meetings

7. Board meetings must be held in public. Minutes should be kept for six years.

8. At night a GB may close its gate.
""",
    "leaflet.txt": """For growers

Growers can ask their garden boards (GBs) for seeds and tools.

The executive lead for orchards does not have to sit on the garden board.

A grower may bring a friend to any meeting.
""",
    "plan.txt": """What we propose

Every board will publish a budget for compost of £5 million each year.

A garden company partner (GCP) will sell the surplus plums.
""",
    "pack.txt": """Minutes of the allotment committee

The committee noted that the greenhouse roof leaks.

Report of the head gardener

The head gardener recommends that slugs are collected by hand at night.
""",
    "tools.txt": """Tools

Spades must not be left in the rain.

Ladders should be checked by two people before they are climbed.

Volunteers are expected to bring their own gloves.
""",
}

CATALOGUE = """
[[document]]
id = "leads"
file = "leads.txt"
title = "Leads of garden boards"
publisher = "Garden Office"
published = 2024-03-01
authority = "statutory guidance"
standing = "in force"

[[document]]
id = "leaflet"
file = "leaflet.txt"
title = "A leaflet for growers"
publisher = "Growers Together"
published_note = "undated: no date is printed"
authority = "explanatory note"
standing = "a charity's leaflet"

[[document]]
id = "plan"
file = "plan.txt"
title = "Plans for gardens"
publisher = "Garden Office"
published = 2021-01-08
authority = "national proposal"
standing = "a consultation that has closed"

[[document]]
id = "pack"
file = "pack.txt"
title = "Allotment committee pack"
publisher = "Allotment Council"
published = 2022-02-02
authority = "local committee paper"
standing = "local business of 2022"

[[document.part]]
title = "Minutes"
locator = "Item 1"
voice = "Allotment Council"
authority = "local committee paper"
standing = "local business of 2022"

[[document.part]]
title = "Report of the head gardener"
starts_with = "Report of the head gardener"
locator = "Item 2"
voice = "Head gardener"
authority = "local committee paper"
standing = "advice to the committee"

[[document]]
id = "tools"
file = "tools.txt"
title = "Tools"
publisher = "Garden Office"
published = 2023-05-05
authority = "non-statutory guidance"
standing = "good practice"
"""

DIFFERENCES = """
[[difference]]
about = "whether the lead sits on the board"
rely_on = "the statutory guidance"
[[difference.says]]
document = "leads"
quote = "Each garden board (GB) must have an executive lead for orchards."
[[difference.says]]
document = "leaflet"
quote = "The executive lead for orchards does not have to sit on the garden board."
"""

# Questions of this corpus, one for each way in which the question path can end by quoting alone.
ANSWERED = "Must each garden board have an executive lead for orchards?"
SILENT = "How many hours does the executive lead of a garden board work?"
ELSEWHERE = "Recipe pancakes syrup?"
URGENT = "I want to kill myself"


def write_corpus(folder: Path) -> Path:
    """Write the corpus into a new ``folder``."""
    folder.mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "differences.toml").write_text(DIFFERENCES, encoding="utf-8")
    return folder


def synced(folder: Path) -> Settings:
    """Write the corpus and its index into ``folder`` and return the settings for them."""
    settings = Settings(corpus=write_corpus(folder / "corpus"), index=folder / "index")
    sync(settings, embeddings=HashedBagOfWords())
    return settings
