"""Chase day: every request that is due, over the whole caseload."""
