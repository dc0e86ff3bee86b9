"""What is kept, where nothing is lost and nothing filed is changed. Begin with `Store.open`."""

from claims.store.store import Store

__all__ = ["Store"]
