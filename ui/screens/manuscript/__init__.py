"""稿件审校: the text of a manuscript, its checklist and opinion, and every act open to a person."""
