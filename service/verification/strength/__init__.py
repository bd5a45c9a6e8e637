"""What a claim asserts against what its evidence carries, axis by axis: one file an axis."""
