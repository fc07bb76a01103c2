"""The review of a year, quarter or month on paper: a page, a workbook, a document."""
