"""What is measured: data elements, indicators, targets, report forms."""
