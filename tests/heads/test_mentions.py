"""How well mentions go together, as the head for mentions reads the states of windows."""

import numpy as np
import pytest

from quoteattr.heads.labels import Places
from quoteattr.heads.mentions import STEM, MentionHead, ReadMentions
from quoteattr.heads.reader import HeadsReader
from quoteattr.heads.states import States
from quoteattr.heads.weights import BUNDLED, NUMBERS
from quoteattr.language import language
from quoteattr.network.weights import tensors_in
from quoteattr.text.paragraphs import paragraphs
from quoteattr.text.quotations import quotations

TEXT = "Maria Ruiz said the port was ready. She added that officials had left."
SIZE, WIDTH = 4, 6


def _head() -> MentionHead:
    dice = np.random.default_rng(3)
    tensors = {
        f"mentions.{name}": dice.normal(size=shape).astype(np.float32)
        for name, shape in (
            ("inner.weight", (2 * SIZE, 2 * WIDTH)),
            ("inner.bias", (2 * SIZE,)),
            ("later.weight", (SIZE, 2 * SIZE)),
            ("later.bias", (SIZE,)),
            ("earlier.weight", (SIZE + 1, 2 * SIZE)),
            ("earlier.bias", (SIZE + 1,)),
            ("new.weight", (1, 2 * SIZE)),
            ("new.bias", (1,)),
            ("distance.weight", (10, 1)),
        )
    }
    found = MentionHead.of(tensors)
    assert found is not None
    return found


def _read(head: MentionHead) -> tuple[ReadMentions, np.ndarray]:
    """Two windows, of three and two tokens, each of one word piece."""
    states = [np.random.default_rng(n).normal(size=(5, WIDTH)).astype(np.float32) for n in (3, 4)]
    places = [Places(at, at, np.zeros(len(at), np.bool_)) for at in (np.array([1, 2, 3]), np.array([1, 3]))]
    rows = np.concatenate([s[p.begin] for s, p in zip(states, places, strict=True)])
    return ReadMentions(head, States(states, places)), np.concatenate([rows, rows], 1)


def test_numbers_are_worked_out_for_those_asked_for_across_windows() -> None:
    head = _head()
    read, states = _read(head)
    scores = read.scores(4, [0, 2])
    assert read.known.tolist() == [True, False, True, False, True]
    numbers = head.numbers(states)
    later, new = numbers[4, :SIZE], numbers[4, -1]
    for at, score in zip((0, 2), scores, strict=True):
        apart = head.distance[int(np.log2(4 - at))]
        pair = numbers[at, SIZE : 2 * SIZE] @ later / SIZE**0.5 + numbers[at, 2 * SIZE]
        assert score == pytest.approx(pair + apart - new, abs=1e-4)
    assert read.scores(4, [2, 0]).tolist() == pytest.approx(scores.tolist()[::-1], abs=1e-5)


def test_a_file_without_the_head_has_none() -> None:
    assert MentionHead.of({"join.weight": np.zeros((2, 2), np.int8)}) is None


def test_only_the_numbers_of_the_head_are_read() -> None:
    found = tensors_in(BUNDLED / NUMBERS, STEM)
    assert all(name.startswith(STEM) for name in found)
    everything = tensors_in(BUNDLED / NUMBERS)
    assert set(found) == {name for name in everything if name.startswith(STEM)} < set(everything)


def test_mentions_are_read_by_the_bundled_network() -> None:
    its = language("en")
    document, _ = HeadsReader(its, "cpu").read(TEXT, paragraphs(TEXT, its), quotations(TEXT, language=its))
    assert document.mentions is not None
    forms = [token.text for token in document.tokens]
    maria, she, officials = (forms.index(word) for word in ("Ruiz", "She", "officials"))
    assert document.mentions.scores(she, [maria])[0] > document.mentions.scores(officials, [maria])[0]


def test_it_says_what_was_learned() -> None:
    torch = pytest.importorskip("torch")
    from quoteattr.heads.model import Mentions

    torch.manual_seed(2)
    module = Mentions(WIDTH, SIZE)
    head = MentionHead.of({f"mentions.{name}": value.numpy() for name, value in module.state_dict().items()})
    assert head is not None
    states = torch.randn(5, 2 * WIDTH)
    later, earlier, new = module(states)
    expected = torch.cat([later, earlier, new.unsqueeze(1)], 1).detach().numpy()
    assert head.numbers(states.numpy()) == pytest.approx(expected, abs=2e-3)
    words = torch.tensor([[3]])
    pair = module.scores(later[4:], earlier[1:2], words).item() - new[4].item()
    places = Places(np.arange(5), np.arange(5) + 5, np.zeros(5, np.bool_))
    read = ReadMentions(head, States([np.concatenate(np.split(states.numpy(), 2, 1))], [places]))
    assert read.scores(4, [1])[0] == pytest.approx(pair, abs=5e-3)
