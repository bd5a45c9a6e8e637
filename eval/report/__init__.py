"""How a run, a case and a comparison are shown."""
