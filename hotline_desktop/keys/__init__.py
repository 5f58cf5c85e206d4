"""Key slots, passphrases and signing keys: the only room that derives or wraps a key."""
