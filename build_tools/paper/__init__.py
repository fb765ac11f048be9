"""The handbook on paper: what stands in the margins of each sheet, and a PDF of an authority."""
