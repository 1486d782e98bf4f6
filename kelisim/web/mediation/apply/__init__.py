"""Applying, on a phone, without an account: guided start, form, check, receipt."""
