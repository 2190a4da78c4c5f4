"""Django parts that every stage uses; it knows no word of the domain."""
