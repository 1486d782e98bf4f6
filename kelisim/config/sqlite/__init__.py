"""Django's SQLite engine, plus one function that folds Cyrillic too."""
