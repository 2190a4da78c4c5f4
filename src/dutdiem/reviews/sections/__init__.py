"""The sections of a review, each from facts to blocks of an official document."""
