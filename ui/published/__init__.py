"""所签即所发: a published page beside the text that was signed."""
