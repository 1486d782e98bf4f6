"""A side's own pages: my case, the invitation, the follow-up question."""
