"""Tables that leave the house: described for machines, compared with their earlier edition."""
