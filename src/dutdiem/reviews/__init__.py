"""The consolidated review: sections, charts, claim check, documents out."""
