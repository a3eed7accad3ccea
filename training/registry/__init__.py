"""How the registry's ids are joined."""
