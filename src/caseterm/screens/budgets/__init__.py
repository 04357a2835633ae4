"""The budget review."""
