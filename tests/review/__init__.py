"""The review rule, question by question, on a forge that is an object."""
