"""What we make, for whoever claims, for counsel and for the court; values in, bytes out."""
