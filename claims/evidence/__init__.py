"""Exhibits: the gate that looks at a file, the vault that keeps it by its SHA-256."""
