"""The whole way, by the default engine: what is found, on which device, alone and in company."""

import gc
import pickle

import pytest
from conftest import check_spans

from quoteattr import Extractor, InvalidSetting, Mode
from quoteattr.text.document import Document

LAST = 12  # what is remembered of a text (names, papers …) is kept for the last four, by each that asks
TALK = "“It is over,” said Maria Ruiz, a teacher.\n\nTom Hill told reporters that the bridge was unsafe."


def test_sources_cues_contents(speech: Extractor) -> None:
    article = speech.extract(TALK)
    check_spans(article)
    rows = [
        (a.source and a.source.text, a.cue and a.cue.text, a.text, a.mode, a.evidence[0].rule)
        for a in article.attributions
    ]
    assert rows == [
        ("Maria Ruiz, a teacher", "said", "“It is over,”", Mode.SPEECH, "quotation, network"),
        ("Tom Hill", "told", "that the bridge was unsafe", Mode.SPEECH, "network"),
    ]
    assert [str(a.addressee) if a.addressee else None for a in article.attributions] == [None, "reporters"]


def test_negation(speech: Extractor) -> None:
    article = speech.extract("The minister did not say that she would resign.")
    assert [a.negated for a in article.attributions] == [True]


def test_the_mode_of_an_unlisted_cue_is_the_network_s(speech: Extractor) -> None:
    article = Extractor(scope="all").extract("“We are lost,” Ruiz warbled. “All of us,” she warbled.")
    assert {a.mode for a in article.attributions} == {Mode.SPEECH}


@pytest.mark.full
def test_the_same_in_company_and_alone(speech: Extractor) -> None:
    alone = [s.cue for s in spotted(speech, TALK)]
    longer = TALK + "\n\n" + "\n\n".join(f"The council met on day {n}, and nothing came of it." for n in range(60))
    assert [s.cue for s in spotted(speech, longer)][:2] == alone


def spotted(extractor: Extractor, text: str) -> list:  # type: ignore[type-arg]
    return list(extractor.read(text)[1])


def test_a_used_extractor_can_be_pickled(speech: Extractor) -> None:
    before = speech.extract(TALK)
    assert pickle.loads(pickle.dumps(speech)).extract(TALK) == before


@pytest.mark.full
def test_on_another_device(speech: Extractor) -> None:
    import torch

    if not torch.cuda.is_available():
        pytest.skip("no CUDA device here")
    found = Extractor(device="cuda").extract(TALK)
    assert [a.text for a in found.attributions] == [a.text for a in speech.extract(TALK).attributions]


@pytest.mark.full
@pytest.mark.parametrize("device", ["gpu", "cuda:99"])
def test_a_device_that_is_not_there_is_told(device: str) -> None:
    with pytest.raises(InvalidSetting, match="device='cpu'"):
        Extractor(device=device).extract(TALK)


def test_what_was_read_is_let_go_but_for_the_last_few(speech: Extractor) -> None:
    for n in range(40):
        speech.extract(
            f"The WHO met on day {n}. The Ministry of Manpower said it was over. MOM SAID SO. The MOM said no more."
        )
    gc.collect()
    kept = [one for one in gc.get_objects() if type(one) is Document]
    assert len(kept) <= LAST, "something keeps every text that was read"
