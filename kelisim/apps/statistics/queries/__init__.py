"""Questions about figures: series, compositions, layouts, and whether parts make their total."""
