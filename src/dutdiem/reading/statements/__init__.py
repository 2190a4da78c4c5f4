"""What is asked, undertaken, or named as a difficulty."""
