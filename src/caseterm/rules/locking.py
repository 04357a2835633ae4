"""The lock's numbers: after how many idle minutes, and how long to wait after a wrong passphrase."""

LOCK_MINUTES = 10
"""Where nothing else is set; automatic logoff is an addressable safeguard of HIPAA (45 CFR 164.312(a)(2)(iii))."""
LOCK_CHOICES: tuple[tuple[int, str], ...] = (
    (5, "5 idle minutes"),
    (10, "10 idle minutes"),
    (15, "15 idle minutes"),
    (30, "30 idle minutes"),
    (0, "never by itself"),
)
LONGEST_WAIT_SECONDS = 60


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 1, 2, 4, 8 ... at most 60."""
    return min(1 << min(failures - 1, 10), LONGEST_WAIT_SECONDS) if failures > 0 else 0
