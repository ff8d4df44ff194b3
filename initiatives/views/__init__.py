"""Pages of initiatives: public ones, and those of their signatories."""
