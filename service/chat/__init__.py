"""What a chat model may be asked for, each use with its prompt and its shape; whatever it says is checked elsewhere."""
