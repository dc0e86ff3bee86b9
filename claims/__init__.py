"""People hurt by the same event declare what they lost; counsel get totals and proof."""

__version__ = "0.1.0"
