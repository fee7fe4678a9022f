"""Service verbs over a real encrypted store."""
