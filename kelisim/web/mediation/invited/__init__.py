"""Pages of somebody who is called in: the call, confidentiality, what is shown by name."""
