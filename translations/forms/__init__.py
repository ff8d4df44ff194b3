"""Forms of the workflow's pages in the admin."""
