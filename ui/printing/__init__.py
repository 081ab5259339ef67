"""Sheets of the services on paper or in a file: print and save what comes as PDF bytes."""
