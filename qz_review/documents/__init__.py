"""Documents in: docx, plain text; text out for publishing.  Every file is hostile until checked."""
