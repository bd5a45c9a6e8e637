"""What the command line is made of; `service/cli.py` connects it to the real parts."""
