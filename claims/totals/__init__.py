"""Totals of a matter: exact, reconciled, masked for whoever may not see a single claim."""
