"""From a loss to an amount, each step with its source and its authority."""
