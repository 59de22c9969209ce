"""One file a revision; the file names sort in order."""
