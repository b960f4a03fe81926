"""The trained ranker: features, model, candidates, subset selection."""
