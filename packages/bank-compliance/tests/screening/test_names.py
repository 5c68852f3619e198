"""Names as arrays."""

import numpy as np

from bank_compliance.screening.names import name_table

TABLE = name_table([(0, "a b", ["a", "b"]), (0, "", []), (1, "b b c", ["b", "b", "c"])])
VALUES = np.array([1.0, 5.0, 2.0])


def test_each_word_stands_once_in_the_vocabulary() -> None:
    assert TABLE.vocabulary == ("a", "b", "c")
    assert TABLE.entry_of.tolist() == [0, 0, 1]


def test_values_of_words_become_values_of_names_and_an_empty_name_has_none() -> None:
    assert TABLE.best_of_each(VALUES).tolist() == [5, 0, 5]
    assert TABLE.sum_of_each(VALUES).tolist() == [6, 0, 12]


def test_the_names_that_hold_a_word_are_known() -> None:
    names, edges = TABLE.holders()
    assert [names[edges[word] : edges[word + 1]].tolist() for word in range(3)] == [[0], [0, 2, 2], [2]]


def test_a_table_without_words_is_a_table() -> None:
    empty = name_table([(0, "", [])])
    assert empty.best_of_each(np.zeros(0)).tolist() == empty.sum_of_each(np.zeros(0)).tolist() == [0]
    assert name_table([]).best_of_each(np.zeros(0)).tolist() == []
