"""What unites all groups: opinion groups from votes alone, and what each of them would agree to."""
