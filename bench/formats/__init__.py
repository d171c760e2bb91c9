"""How right, how safe and how fast wire formats are read: on real feed files, on damaged ones, on hostile ones."""
