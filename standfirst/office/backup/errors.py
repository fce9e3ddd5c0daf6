class BackupError(Exception):
    """Why there is no backup, or nothing was restored; the message is for whoever ran the command."""
