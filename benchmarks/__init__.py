"""The benchmarks: one module per figure, each beside its peer in the same run."""
