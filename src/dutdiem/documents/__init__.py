"""Official documents: files, passages, mentions, proposals, citations."""
