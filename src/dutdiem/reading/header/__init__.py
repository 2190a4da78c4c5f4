"""The header of a document: kind, symbol, issuer, place, date, title, signer, recipients."""
