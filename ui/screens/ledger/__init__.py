"""台账: all manuscripts as a ledger, the text that was released, 责任倒查 of its words."""
