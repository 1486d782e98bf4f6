"""Taking part on a phone: one statement a page, three buttons, no account, no script."""
