"""Who is at the desk, and what this computer keeps of itself."""
