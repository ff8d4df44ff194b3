"""Light stemmers of the project's own, one module a language.

Each module has `stems(word)`: a normalised word in, usually one stem out, two when the
word may be read in two ways, none when it is too short. A stem is a term to compare,
not a word to show. They undo inflection only (number, case, possession, person, tense,
gender, degree): a teacher and teaching stay two words.
"""
