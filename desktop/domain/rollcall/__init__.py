"""Who was inside when a building was evacuated, and who has been seen since."""
