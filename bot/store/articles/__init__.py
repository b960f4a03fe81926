"""Articles and the stories that they form; searching them."""
