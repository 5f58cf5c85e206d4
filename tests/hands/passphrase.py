"""The passphrase of every office in tests and in the demo; importable without pytest."""

PASSPHRASE = "orange ladder quiet river"
