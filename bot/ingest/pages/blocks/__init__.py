"""A page as blocks: layout, features, and the model that tells text from furniture."""
