"""How the shipped model, weights and gazetteer are made; not part of the wheel."""
