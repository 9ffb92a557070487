"""Measures as pure functions, one family a file; each says its formula's source, its units and its errors."""
