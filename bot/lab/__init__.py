"""Benchmarks, trainers, measures, corpora: imported by the lazy `bench` verb and tests alone."""
