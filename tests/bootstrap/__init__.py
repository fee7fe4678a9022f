"""The processes put together."""
