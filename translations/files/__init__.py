"""Files that translators work with elsewhere: PO, XLIFF, TMX, TBX and CSV.

Pure: bytes in, values out. No database, no request, no clock, and nothing is loaded from
elsewhere. What cannot be read is refused as a whole (`base.FileProblem`).
"""
