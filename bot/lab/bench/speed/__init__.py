"""How soon readers are answered, measured on made news."""
