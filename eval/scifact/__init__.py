"""Claims against abstracts, in the form and by the definitions of SciFact (Wadden et al. 2020)."""
