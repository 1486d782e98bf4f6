"""Mail, sent after the deed is committed."""
