"""SQLAlchemy rows, one module per noun."""
