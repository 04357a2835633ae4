"""caseterm: a personal-injury case manager's whole day, on the keyboard."""

__version__ = "0.1.0"
