"""From checked policy to pages: `render` knows nothing of MkDocs."""
