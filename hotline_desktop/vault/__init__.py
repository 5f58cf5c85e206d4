"""The encrypted file: the only room that speaks SQL."""
