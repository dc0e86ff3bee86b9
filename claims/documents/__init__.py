"""What we make: receipt, report, workbook, bundle; values in, bytes out."""
