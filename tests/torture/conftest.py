"""Signals, forks and pseudo-terminals are POSIX's; elsewhere nothing here is collected."""

import os

collect_ignore = [] if os.name == "posix" else ["test_short.py", "test_hostile_short.py"]
