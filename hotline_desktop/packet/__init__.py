"""The referral packet: contents, paper, seal and check; never opens the vault or a socket."""
