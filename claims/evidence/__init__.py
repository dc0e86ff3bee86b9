"""Exhibits: the gate that looks at a file, what its words say, the vault that keeps it encrypted.

Also what is proved by them: sales read from an export, and who owns a service.
"""
