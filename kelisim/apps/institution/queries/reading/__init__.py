"""Acts read from documents of other systems; nothing here writes."""
