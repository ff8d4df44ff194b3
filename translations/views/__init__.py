"""Views of the admin: lists of work, the editor, files."""
