"""Names: fold three scripts to one key, order them the Kazakh way, write them in Latin."""
