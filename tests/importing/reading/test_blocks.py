"""Proves that a list in blocks is a list, wherever its items lie."""

from __future__ import annotations

import pickle

import pytest

from organizer.importing.reading.blocks import BLOCK, Blocks

MANY = 38 * BLOCK + 17  # beyond the 32 blocks of such wide rows that stay in memory


def row(number: int) -> list[object]:
    return [str(number), number, *[""] * 69]


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 32 * BLOCK, 32 * BLOCK + 1, 33 * BLOCK, MANY])
def test_it_reads_as_what_was_put_in(length: int) -> None:
    plain = [row(number) for number in range(length)]
    blocks = Blocks(plain)
    assert len(blocks) == length
    assert list(blocks) == plain
    assert blocks == plain
    assert pickle.loads(pickle.dumps(blocks)) == plain
    for part in (slice(None), slice(5, 9), slice(BLOCK - 2, 3 * BLOCK), slice(-9, None), slice(0, None, 777)):
        assert blocks[part] == plain[part]
    for place in {0, -1, BLOCK, 32 * BLOCK - 1, 32 * BLOCK, length // 2} & set(range(-length, length)):
        assert blocks[place] == plain[place]
    with pytest.raises(IndexError):
        blocks[length]


@pytest.mark.parametrize("place", [0, 3 * BLOCK, 34 * BLOCK + 5, MANY - 1, -1])
def test_an_item_can_be_exchanged(place: int) -> None:
    plain = [row(number) for number in range(MANY)]
    blocks = Blocks(plain)
    blocks[place] = plain[place] = ["exchanged"]
    assert blocks[34 * BLOCK] == plain[34 * BLOCK]
    assert [blocks[one] for one in range(32 * BLOCK, MANY, BLOCK)] == plain[32 * BLOCK :: BLOCK]
    assert list(blocks) == plain


def test_growing_goes_on_after_reading() -> None:
    plain = [row(number) for number in range(MANY)]
    blocks = Blocks(plain[: 34 * BLOCK])
    assert blocks[33 * BLOCK] == plain[33 * BLOCK]
    blocks.extend(plain[34 * BLOCK :])
    assert list(blocks) == plain
