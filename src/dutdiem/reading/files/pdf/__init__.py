"""PDF: text and ruled tables by PDFium; pages that are pictures by OCR. Nothing in a PDF is ever run or fetched."""

from dutdiem.reading.files.pdf.document import open_pdf

__all__ = ["open_pdf"]
