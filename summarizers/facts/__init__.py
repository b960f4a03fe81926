"""What sentences state: numerals, quantities, dates, statements."""
