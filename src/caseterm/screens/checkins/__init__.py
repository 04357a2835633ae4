"""Check-in calls: the clients who are due, and the call itself."""
