"""What may leave a room as a count: small cells hidden beyond working out, the rest rounded."""
