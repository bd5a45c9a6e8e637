"""What `python -m eval` does, one file a command."""
