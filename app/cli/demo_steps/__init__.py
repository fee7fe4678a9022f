"""The main job, driven through the real windows without a display: gate, workspace and centre, step by step."""
