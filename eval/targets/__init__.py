"""What is evaluated: the service in this process, a server over HTTP, or a run that was recorded."""
