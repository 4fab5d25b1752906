"""What Muster is measured by; run with scripts/bench."""
