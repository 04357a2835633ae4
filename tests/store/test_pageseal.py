"""Reading sealed pages without SQLCipher, against SQLCipher."""

import sqlite3
from pathlib import Path
from random import Random

import pytest

from caseterm.store import cipher, pageseal

KEY = cipher.Key(Random(7).randbytes(32))


@pytest.fixture(params=pageseal.SEALS, ids=lambda seal: seal.digest)
def seal(request: pytest.FixtureRequest) -> pageseal.Seal:
    """As new files are sealed, and as older ones are."""
    found: pageseal.Seal = request.param
    return found


@pytest.fixture
def sealed(tmp_path: Path, seal: pageseal.Seal) -> Path:
    """A file of SQLCipher's with rows, overflowing rows and free pages."""
    path = tmp_path / "sealed.db"
    path.touch()
    connection = cipher.connect(path, key=KEY, seal=seal)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    connection.execute("BEGIN")
    chance = Random(1)
    rows = [(number, "".join(chance.choices("aé山 ", k=chance.choice((3, 300, 9000))))) for number in range(60)]
    connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
    connection.execute("DELETE FROM t WHERE a % 5 = 0")
    connection.execute("COMMIT")
    connection.close()
    return path


def test_every_page_reads_as_sqlcipher_reads_it(sealed: Path, seal: pageseal.Seal, tmp_path: Path) -> None:
    found = pageseal.opened(sealed.read_bytes(), KEY)
    assert (found.broken, found.data[20]) == ((), pageseal.RESERVED)
    assert pageseal.seal_of(sealed, KEY) == seal
    clear = tmp_path / "clear.db"
    clear.write_bytes(found.data)
    plain, by_sqlcipher = sqlite3.connect(clear), cipher.connect(sealed, key=KEY)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("SELECT * FROM t").fetchall() == by_sqlcipher.execute("SELECT * FROM t").fetchall()
    plain.close()
    by_sqlcipher.close()


def test_a_turned_bit_is_found_in_its_page_and_in_no_other(sealed: Path) -> None:
    whole, chance = sealed.read_bytes(), Random(3)
    for _ in range(40):
        place = chance.randrange(16, len(whole))
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        found = pageseal.opened(bytes(data[: 4096 * 3]), KEY) if place < 4096 * 3 else None
        number = place // 4096 + 1
        if found is not None:
            assert found.broken == (number,)
            assert found.data[(number - 1) * 4096 : number * 4096] == bytes(4096)
        sealed.write_bytes(data)
        assert pageseal.broken_pages(sealed, KEY) == [number]
        assert pageseal.fits(sealed, KEY)


def test_a_turned_bit_of_the_salt_is_found_out_by_the_other_pages(sealed: Path) -> None:
    data = bytearray(sealed.read_bytes())
    data[9] ^= 0x20
    assert pageseal.opened(bytes(data[: 4096 * 4]), KEY).broken == ()
    assert pageseal.opened(bytes(data[: 4096 * 4]), bytes(32)).broken == (1, 2, 3, 4)


def test_a_damaged_first_page_hides_neither_the_seal_nor_the_other_pages(sealed: Path, seal: pageseal.Seal) -> None:
    data = bytearray(sealed.read_bytes())
    data[200:300] = bytes(100)
    sealed.write_bytes(data)
    assert (pageseal.seal_of(sealed, KEY), pageseal.broken_pages(sealed, KEY)) == (seal, [1])
    assert pageseal.opened(bytes(data), KEY).broken == (1,)


def test_a_new_file_is_sealed_with_sha256_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    for statement in ("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", "VACUUM"):
        connection = cipher.connect(path, mode="rwc", key=KEY)
        connection.execute(statement)
        assert connection.execute("PRAGMA cipher_hmac_algorithm").fetchone() == ("HMAC_SHA256",)
        connection.close()
        assert pageseal.seal_of(path, KEY) == pageseal.SHA256


def test_another_key_fits_nothing_and_odd_files_hang_nothing(sealed: Path, tmp_path: Path) -> None:
    assert not pageseal.fits(sealed, bytes(32))
    odd = tmp_path / "odd"
    for data in (b"", b"x" * 15, b"x" * 16, b"x" * 5000, Random(1).randbytes(4096 * 3)):
        odd.write_bytes(data)
        assert not pageseal.fits(odd, KEY)
        pageseal.opened(data, KEY)
        pageseal.broken_pages(odd, KEY)


def test_only_noise_without_a_key_file_is_taken_for_encrypted(sealed: Path, tmp_path: Path) -> None:
    assert cipher.is_encrypted(sealed)
    odd = tmp_path / "odd.db"
    whole = sqlite3.connect(odd)
    whole.execute("CREATE TABLE t (a)")
    whole.executemany("INSERT INTO t VALUES (?)", [("some text " * 30,)] * 200)
    whole.commit()
    whole.close()
    plain = odd.read_bytes()
    for data in (plain, b"", b"Name,Phone\n" * 3000, Random(1).randbytes(4096) + plain[4096:], b"\0" + plain[1:]):
        odd.write_bytes(data)
        assert not cipher.is_encrypted(odd)
