"""Reports and replies made readable: a page, linked data, a terminal."""
