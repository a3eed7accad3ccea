"""Document -> incidents with claims."""
