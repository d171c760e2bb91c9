"""What is learned: the weights of the quote finder and of the name finder. Not part of the wheel; see `make train`."""
