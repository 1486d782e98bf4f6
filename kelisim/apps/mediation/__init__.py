"""The room where disputes are settled: appeals, cases, offers, settlements, follow-up."""
