"""The real processes on a real display: gate, workspace, keyboard."""
