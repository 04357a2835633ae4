"""The call list: clients to be reminded of their appointments."""
