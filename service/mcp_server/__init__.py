"""The checker as tools of the Model Context Protocol, over standard streams or HTTP."""
