"""The date words of a vocabulary, compiled: tokens, letters, grammar, and the reader that holds them all."""
