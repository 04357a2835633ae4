"""scrypt by libsodium, by OpenSSL, and as the standard has it."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.store import keyfile

STANDARD = [
    (b"", b"", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
     "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
    (b"password", b"NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
     "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"),
    (b"pleaseletmein", b"SodiumChloride", 16384, 8, 1,
     "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
     "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"),
]  # fmt: skip
"""RFC 7914, section 12."""


@pytest.fixture
def without_pynacl(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(name: str) -> None:
        raise ImportError(name)

    keyfile._sodium.cache_clear()
    monkeypatch.setattr(keyfile, "import_module", missing)
    yield
    keyfile._sodium.cache_clear()


@pytest.mark.parametrize(("said", "salt", "n", "r", "p", "made"), STANDARD)
def test_libsodium_makes_what_the_standard_says(said: bytes, salt: bytes, n: int, r: int, p: int, made: str) -> None:
    assert keyfile._sodium() is not None
    assert keyfile.scrypt(said, salt, n=n, r=r, p=p, length=64).hex() == made


@pytest.mark.parametrize(("said", "salt", "n", "r", "p", "made"), STANDARD)
def test_without_libsodium_the_same_is_made(
    without_pynacl: None, said: bytes, salt: bytes, n: int, r: int, p: int, made: str
) -> None:
    assert keyfile._sodium() is None
    assert keyfile.scrypt(said, salt, n=n, r=r, p=p, length=64).hex() == made


@settings(max_examples=60)
@given(said=st.binary(max_size=90), salt=st.binary(max_size=40), power=st.integers(1, 9), data=st.data())
def test_both_make_the_same_of_anything(said: bytes, salt: bytes, power: int, data: st.DataObject) -> None:
    r, p, length = (data.draw(st.integers(1, most)) for most in (8, 4, 100))
    theirs = hashlib.scrypt(said, salt=salt, n=1 << power, r=r, p=p, dklen=length)
    assert keyfile.scrypt(said, salt, n=1 << power, r=r, p=p, length=length) == theirs


def test_a_cost_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="n"):
        keyfile.scrypt(b"said", b"salt", n=5, r=8, p=1, length=64)
