"""Measures and trainers of the bullets: ROUGE, evaluation, the ranker's training."""
