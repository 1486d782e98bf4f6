"""In open formats: Akoma Ntoso for an act, Popolo and W3C ORG for a day; always the same bytes."""
