"""Reading what others made: rosters and questionnaire exports."""
