"""Faces people: changes to rulings, alerts and deliveries; the daemon and the command line."""
