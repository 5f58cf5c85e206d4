"""The hotline desk: one package, many rooms; this file holds nothing but the name."""
