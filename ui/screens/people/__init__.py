"""人员名册: who there is, what each may do, whose key signs."""
