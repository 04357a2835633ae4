"""Rides: the form that books one and the board of the next days."""
