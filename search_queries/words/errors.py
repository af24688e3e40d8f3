"""How far a word is from another, as fuzzy queries count it."""


def is_within(word: str, other: str, most: int) -> bool:
    """Whether at most `most` letters inserted, removed, replaced or swapped with their neighbour make one the other.

    The optimal string alignment distance, of https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance, which both
    engines use: no part of a word is changed twice.
    """
    # One replaced letter makes two that only one of the words has; most words are refused here.
    if abs(len(word) - len(other)) > most or len(set(word) ^ set(other)) > 2 * most:
        return False
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other_letter in enumerate(other, 1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (letter != other_letter),
            )
            if row > 1 and column > 1 and letter == other[column - 2] != other_letter == word[row - 2]:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > most and min(last) > most:
            return False
        before_last, last = last, current
    return last[-1] <= most
