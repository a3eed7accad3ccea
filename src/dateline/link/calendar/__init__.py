"""From words of time to intervals of days: word tables per language, one grammar over them, and calendar arithmetic."""
