"""How fast and how large it is, beside something measured in the same run: machines are noisy, ratios less so."""
