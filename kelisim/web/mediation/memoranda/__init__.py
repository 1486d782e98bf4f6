"""The public register of memoranda, and the desk on which it is kept."""
