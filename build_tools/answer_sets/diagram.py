"""A decision diagram: many sets of answers in a graph that shares what they have in common.

A *slot* is a place for one answer: a question, a value, or one line of a checklist. Slots are
numbered; an answer is the number of a value of its slot. A *member* gives some slots a value and
leaves the others unanswered, as a reader does who is never asked them. A *family* is a set of
members, named by an int, and two equal families have the same name. So a proof that a family is
empty, or that two are equal, is a comparison of two ints, and it holds for every member.

These are zero-suppressed decision diagrams (Minato, 1993) with more than two branches to a node.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

Family: TypeAlias = int
Member: TypeAlias = Mapping[int, int]
"""Slot -> value."""

EMPTY: Family = 0
"""No member at all."""
BLANK: Family = 1
"""One member, which leaves everything unanswered."""

MOST_NODES = 800_000
"""A proof that needs more is refused: it would take minutes and a gigabyte."""

_END = 1 << 30


class TooEntangled(Exception):
    """The rules hang together in too many ways to be proved within MOST_NODES."""


class Diagram:
    """Families over slots whose numbers of values are `sizes`. Raises TooEntangled anywhere."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        # The slot, the family with it unanswered, and the family under each of its values.
        self._nodes: list[tuple[int, Family, tuple[Family, ...]]] = [(_END, 0, ()), (_END, 1, ())]
        self._names: dict[tuple[int, Family, tuple[Family, ...]], Family] = {}
        self._union: dict[tuple[Family, Family], Family] = {}
        self._minus: dict[tuple[Family, Family], Family] = {}
        self._joined: dict[tuple[Family, Family], Family] = {}
        self._counts: dict[Family, int] = {EMPTY: 0, BLANK: 1}
        self._least: dict[Family, int] = {BLANK: 0}

    @property
    def size(self) -> int:
        """How many nodes there are, MOST_NODES at the most."""
        return len(self._nodes)

    def union(self, a: Family, b: Family) -> Family:
        """The members of either."""
        if a == b or b == EMPTY:
            return a
        if a == EMPTY:
            return b
        key = (a, b) if a < b else (b, a)
        found = self._union.get(key)
        if found is None:
            (slot_a, skip_a, under_a), (slot_b, skip_b, under_b) = self._nodes[a], self._nodes[b]
            if slot_a < slot_b:
                found = self._node(slot_a, self.union(skip_a, b), under_a)
            elif slot_b < slot_a:
                found = self._node(slot_b, self.union(a, skip_b), under_b)
            else:
                under = tuple(map(self.union, under_a, under_b))
                found = self._node(slot_a, self.union(skip_a, skip_b), under)
            self._union[key] = found
        return found

    def minus(self, a: Family, b: Family) -> Family:
        """The members of `a` that `b` does not have."""
        if a in (EMPTY, b):
            return EMPTY
        if b == EMPTY:
            return a
        found = self._minus.get((a, b))
        if found is None:
            (slot_a, skip_a, under_a), (slot_b, skip_b, under_b) = self._nodes[a], self._nodes[b]
            if slot_a < slot_b:
                found = self._node(slot_a, self.minus(skip_a, b), under_a)
            elif slot_b < slot_a:
                found = self.minus(a, skip_b)
            else:
                under = tuple(map(self.minus, under_a, under_b))
                found = self._node(slot_a, self.minus(skip_a, skip_b), under)
            self._minus[a, b] = found
        return found

    def both(self, a: Family, b: Family) -> Family:
        """The members that `a` and `b` share."""
        return self.minus(a, self.minus(a, b))

    def joined(self, a: Family, b: Family) -> Family:
        """Each member of `a` put together with each of `b` that gives no other answer.

        A slot answered in one only keeps that answer.
        """
        if EMPTY in (a, b):
            return EMPTY
        if BLANK in (a, b):
            return b if a == BLANK else a
        key = (a, b) if a < b else (b, a)
        found = self._joined.get(key)
        if found is None:
            (slot_a, skip_a, under_a), (slot_b, skip_b, under_b) = self._nodes[a], self._nodes[b]
            if slot_a < slot_b:
                under = tuple(self.joined(x, b) for x in under_a)
                found = self._node(slot_a, self.joined(skip_a, b), under)
            elif slot_b < slot_a:
                under = tuple(self.joined(a, y) for y in under_b)
                found = self._node(slot_b, self.joined(a, skip_b), under)
            else:
                under = tuple(
                    self.union(
                        self.joined(x, y),
                        self.union(self.joined(x, skip_b), self.joined(skip_a, y)),
                    )
                    for x, y in zip(under_a, under_b, strict=True)
                )
                found = self._node(slot_a, self.joined(skip_a, skip_b), under)
            self._joined[key] = found
        return found

    def answered(self, a: Family, slot: int, values: Collection[int]) -> Family:
        """Each member of `a` with each of `values` at `slot`, which `a` leaves unanswered."""
        made: dict[Family, Family] = {}

        def put(family: Family) -> Family:
            if family == EMPTY:
                return EMPTY
            found = made.get(family)
            if found is None:
                here, skip, under = self._nodes[family]
                if here < slot:
                    found = self._node(here, put(skip), tuple(put(each) for each in under))
                else:
                    found = self._node(
                        slot, EMPTY,
                        tuple(family if n in values else EMPTY for n in range(self.sizes[slot])),
                    )  # fmt: skip
                made[family] = found
            return found

        return put(a)

    def dropped(self, a: Family, slot: int, value: int) -> Family:
        """The members that answer `slot` with `value`, with that answer taken out."""
        made: dict[Family, Family] = {}

        def drop(family: Family) -> Family:
            here, skip, under = self._nodes[family]
            if here >= slot:
                return under[value] if here == slot else EMPTY
            found = made.get(family)
            if found is None:
                found = made[family] = self._node(
                    here, drop(skip), tuple(drop(each) for each in under)
                )
            return found

        return drop(a)

    def where(
        self, a: Family, weights: Mapping[int, int], values: Mapping[int, Collection[int]],
        least: int, most: int | None,
    ) -> Family:  # fmt: skip
        """The members that answer all slots of `weights`, with a count from `least` to `most`.

        A slot whose answer is among its `values` counts with its weight; `most` None is no limit.
        """
        slots = sorted(weights)
        made: dict[tuple[Family, int, int], Family] = {}
        # Beyond this every count is alike.
        enough = least if most is None else max(least, most + 1)

        def pick(family: Family, place: int, count: int) -> Family:
            if place == len(slots):
                return family if least <= count and (most is None or count <= most) else EMPTY
            here, skip, under = self._nodes[family]
            slot = slots[place]
            if family == EMPTY or here > slot:
                return EMPTY
            key = (family, place, count)
            found = made.get(key)
            if found is None:
                if here < slot:
                    found = self._node(
                        here,
                        pick(skip, place, count),
                        tuple(pick(each, place, count) for each in under),
                    )
                else:
                    found = self._node(
                        slot, EMPTY,
                        tuple(
                            pick(
                                each, place + 1,
                                min(enough, count + weights[slot] * (n in values[slot])),
                            )
                            for n, each in enumerate(under)
                        ),
                    )  # fmt: skip
                made[key] = found
            return found

        return pick(a, 0, 0)

    def count(self, a: Family) -> int:
        """How many members a family has, exactly."""
        found = self._counts.get(a)
        if found is None:
            _, skip, under = self._nodes[a]
            found = self._counts[a] = self.count(skip) + sum(self.count(each) for each in under)
        return found

    def smallest(self, a: Family) -> Member:
        """The member with the fewest answers; of several, the first in the order of the slots.

        Raises ValueError for the empty family.
        """
        if a == EMPTY:
            raise ValueError("the empty family has no member")
        member: dict[int, int] = {}
        while a != BLANK:
            slot, skip, under = self._nodes[a]
            options = [(self._fewest(each) + 1, n) for n, each in enumerate(under) if each]
            best, value = min(options)
            if skip and self._fewest(skip) < best:
                a = skip
            else:
                member[slot], a = value, under[value]
        return member

    def decisive(self, member: Member, among: Family, within: Family) -> Member:
        """The answers of a member that by themselves settle that it is `within`.

        Whoever of `among` gives these is `within` too, whatever else is answered; without any one
        of them that is no longer so. The member must be in both, and no other member of `among`
        may give its answers and more.
        """
        left = dict(member)
        for slot in member:
            fewer = {each: value for each, value in left.items() if each != slot}
            if self.minus(self.having(among, fewer), within) == EMPTY:
                left = fewer
        return left

    def having(self, a: Family, answers: Member) -> Family:
        """The members that give all these answers."""
        slots = sorted(answers)
        made: dict[tuple[Family, int], Family] = {}

        def pick(family: Family, place: int) -> Family:
            if place == len(slots):
                return family
            here, skip, under = self._nodes[family]
            slot = slots[place]
            if here > slot:
                return EMPTY
            found = made.get((family, place))
            if found is None:
                if here < slot:
                    found = self._node(
                        here, pick(skip, place), tuple(pick(each, place) for each in under)
                    )
                else:
                    only = pick(under[answers[slot]], place + 1)
                    values = range(len(under))
                    found = self._node(
                        slot, EMPTY, tuple(only if n == answers[slot] else EMPTY for n in values)
                    )
                made[family, place] = found
            return found

        return pick(a, 0)

    def _fewest(self, a: Family) -> int:
        found = self._least.get(a)
        if found is None:
            _, skip, under = self._nodes[a]
            options = [self._fewest(each) + 1 for each in under if each]
            found = self._least[a] = min([*options, *([self._fewest(skip)] if skip else [])])
        return found

    def _node(self, slot: int, skip: Family, under: tuple[Family, ...]) -> Family:
        if not any(under):
            return skip
        key = (slot, skip, under)
        found = self._names.get(key)
        if found is None:
            found = len(self._nodes)
            if found > MOST_NODES:
                raise TooEntangled
            self._nodes.append(key)
            self._names[key] = found
        return found
