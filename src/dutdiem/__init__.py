"""Dứt Điểm carries a resolution into results: documents, plan, figures, review, each step traceable."""
