"""Foreign formats in: bytes to values with a per-row report; never writes the vault."""
