"""Loading scale definitions and scoring answer sheets. Pure: no store, no window."""
