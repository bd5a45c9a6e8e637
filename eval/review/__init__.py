"""Replies scored by eye: a page to score them on, the scores kept beside the run, and what they come to."""
