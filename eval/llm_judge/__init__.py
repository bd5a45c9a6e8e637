"""An optional second opinion: a chat model says whether quotes support sentences, and is itself held against labels."""
