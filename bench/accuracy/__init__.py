"""`make accuracy`: how right the working tree reads, beside the last release and beside other readers."""
