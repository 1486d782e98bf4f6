"""The register of mediators: what everybody reads, and how it is kept."""
