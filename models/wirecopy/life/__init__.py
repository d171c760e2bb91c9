"""The life of a story over all its messages: which version stands, and what became of everything derived from it.

`versions` says which of two versions is the newer, and why; `state` is what is kept of a story; `standing` weighs it;
`course` lets a message change it and says what has to be told; `naming` finds the story that a notice only names.
All of it is a function of what has arrived, whatever the order in which it did.
"""
