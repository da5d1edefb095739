"""Faces the web: sources to documents, documents to claims, claims to facts and changes."""
