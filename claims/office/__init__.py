"""The one door: every use case and every permission check."""
