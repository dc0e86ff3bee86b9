"""What a case is: groups, heads as tapes, figures by date; read from data/matters."""
