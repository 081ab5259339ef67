"""交接包: giving manuscripts to other desks, what came, what became of them."""
