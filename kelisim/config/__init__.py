"""Settings, environment and addresses."""
