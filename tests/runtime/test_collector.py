"""Python's collector of cycles while texts are read."""

import gc
from collections.abc import Iterator
from threading import Event, Thread

import pytest

import quoteattr
from quoteattr.runtime.collector import waiting


@pytest.fixture(autouse=True)
def _on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_waits_and_goes_on() -> None:
    with waiting():
        assert not gc.isenabled()
        with waiting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_behind_an_error() -> None:
    with pytest.raises(KeyError), waiting():
        raise KeyError
    assert gc.isenabled()


def test_it_stays_off_where_the_user_wants_it_off() -> None:
    gc.disable()
    with waiting():
        pass
    assert not gc.isenabled()


def test_it_waits_for_one_thread_at_a_time() -> None:
    inside, done = Event(), Event()

    def read() -> None:
        with waiting():
            inside.set()
            done.wait(10)

    other = Thread(target=read)
    other.start()
    assert inside.wait(10)
    with waiting():
        assert not gc.isenabled()
        done.set()
        other.join(10)
        assert gc.isenabled()  # the one that it waited for is done: nobody else keeps it waiting
    assert gc.isenabled()


def test_it_is_on_behind_a_text_and_behind_one_that_is_none() -> None:
    quoteattr.extract("“It is over,” said Ana Ruiz.")
    assert gc.isenabled()
    with pytest.raises(quoteattr.InvalidText):
        quoteattr.extract(7)  # type: ignore[arg-type]
    assert gc.isenabled()
