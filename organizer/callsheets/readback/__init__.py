"""A filled sheet on its way back: typed in line by line, or its file read and compared."""
