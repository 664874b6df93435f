"""A renamed file stays its document in the index, and a removed one is gone at once."""

from __future__ import annotations

import pytest

from assistant.index import Index, SyncReport, sync
from assistant.index.plan import Renamed
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

CATALOGUE = """
[[document]]
id = "lead-roles"
file = "leads.txt"
title = "Lead roles"
publisher = "A Board"
authority = "statutory guidance"
standing = "in force"
"""


def run(settings: Settings, rebuild: bool = False) -> SyncReport:
    return sync(settings, embeddings=HashedBagOfWords(), rebuild=rebuild)


def passage_ids(settings: Settings, doc_id: str) -> list[str]:
    index = Index.open(settings, HashedBagOfWords())
    return [passage.passage_id for passage in index.passages if passage.doc_id == doc_id]


@pytest.fixture
def described(embedded: Settings) -> Settings:
    """An index of which one document is in the catalogue."""
    (embedded.corpus / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    run(embedded)
    return embedded


def test_a_catalogued_file_keeps_its_id_its_passages_and_their_vectors(described: Settings) -> None:
    before = passage_ids(described, "lead-roles")
    (described.corpus / "leads.txt").rename(described.corpus / "roles.txt")
    report = run(described)
    assert report.renamed == (
        Renamed("lead-roles", "leads.txt", "roles.txt", "Put the new name into catalogue.toml."),
    )
    assert (report.created, report.deleted, report.skipped) == ((), (), ())
    assert report.embedded == 0
    assert passage_ids(described, "lead-roles") == before


def test_it_is_told_until_the_catalogue_has_the_new_name_and_read_only_once(
    described: Settings,
) -> None:
    (described.corpus / "leads.txt").rename(described.corpus / "roles.txt")
    run(described)
    again = run(described)
    assert [renamed.filename for renamed in again.renamed] == ["roles.txt"]
    assert again.unchanged == ("plans", "lead-roles", "voices")
    corrected = CATALOGUE.replace("leads.txt", "roles.txt")
    (described.corpus / "catalogue.toml").write_text(corrected, encoding="utf-8")
    last = run(described)
    assert (last.renamed, last.updated, last.unchanged) == ((), (), again.unchanged)


def test_a_file_that_no_catalogue_names_keeps_its_id_and_its_passages(embedded: Settings) -> None:
    run(embedded)
    before = passage_ids(embedded, "leads")
    (embedded.corpus / "leads.txt").rename(embedded.corpus / "roles.txt")
    report = run(embedded)
    assert report.renamed == (Renamed("leads", "leads.txt", "roles.txt", ""),)
    assert (report.created, report.updated, report.deleted) == ((), ("leads",), ())
    assert passage_ids(embedded, "leads") == before
    source = Index.open(embedded, HashedBagOfWords()).documents["leads"].source
    assert (source.title, source.filename) == ("roles", "roles.txt")


@pytest.mark.parametrize("rebuild", [False, True])
def test_its_id_outlives_later_syncs(embedded: Settings, rebuild: bool) -> None:
    run(embedded)
    (embedded.corpus / "leads.txt").rename(embedded.corpus / "roles.txt")
    run(embedded)
    report = run(embedded, rebuild)
    assert set(report.unchanged + report.updated) == {"leads", "plans", "voices"}
    assert report.renamed == ()


def test_a_removed_document_is_gone_at_once_from_an_index_that_is_open(embedded: Settings) -> None:
    run(embedded)
    index = Index.open(embedded, HashedBagOfWords())
    question = "Must boards publish a joint forward plan?"
    (asked,) = index.embed_all([question])
    assert index.dense(asked, 1)[0][0].startswith("plans@")
    (embedded.corpus / "plans.txt").unlink()
    run(embedded)
    index = index.refreshed()
    found = [*index.dense(asked, 10), *index.lexical.search(question, 10)]
    assert found
    assert not [passage_id for passage_id, _ in found if passage_id.startswith("plans@")]
    assert "plans" not in index.documents
