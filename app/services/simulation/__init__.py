"""Made-up schools at scale, for the demo, for benchmarks and for tests. Everybody in them is invented."""
