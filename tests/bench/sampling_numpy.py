"""The peer of sampling.rs, which sends the question on standard input: first places among candidates whose
criteria are uniform between their low and their high, with weights of dimensions and criteria uniform among those
that keep their order. Weights come in large blocks; the many numbers for the criteria in small ones that stay in the
cache, always in the same memory. Answers with the shares of first places and the seconds that they took."""

import json
import sys
import time

import numpy as np

BLOCK, SMALL = 10_000, 50


def weights(random, count, tiers):
    """Uniform on the ordered simplex: sorted spacings, shuffled inside each tier."""
    size = sum(map(len, tiers))
    spacings = random.standard_exponential((count, size))
    spacings /= spacings.sum(axis=1, keepdims=True)
    spacings.sort(axis=1)
    spacings = spacings[:, ::-1]
    start, result = 0, np.empty_like(spacings)
    for tier in tiers:
        part = spacings[:, start : start + len(tier)]
        result[:, tier] = random.permuted(part, axis=1) if len(tier) > 1 else part
        start += len(tier)
    return result


def run(question):
    # The fastest of numpy's generators.
    random = np.random.Generator(np.random.SFC64(1))
    lows = np.array(question["lows"])
    widths = np.array(question["highs"]) - lows
    draws, (candidates, criteria) = question["draws"], lows.shape
    assert draws % BLOCK == 0 and BLOCK % SMALL == 0
    numbers = np.empty((SMALL, candidates, criteria))
    of_criteria = np.empty((BLOCK, criteria))
    scores = np.empty((BLOCK, candidates))
    open_parts = np.empty((BLOCK, candidates, 1))
    first = np.zeros(candidates)
    for _ in range(draws // BLOCK):
        of_dimensions = weights(random, BLOCK, question["dimensions"])
        start = 0
        for dimension, tiers in enumerate(question["criteria"]):
            end = start + sum(map(len, tiers))
            drawn = weights(random, BLOCK, tiers)
            np.multiply(drawn, of_dimensions[:, [dimension]], out=of_criteria[:, start:end])
            start = end
        for start in range(0, BLOCK, SMALL):
            part = slice(start, start + SMALL)
            random.random(out=numbers)
            np.multiply(numbers, widths, out=numbers)
            np.matmul(numbers, of_criteria[part, :, None], out=open_parts[part])
        np.matmul(of_criteria, lows.T, out=scores)
        scores += open_parts[:, :, 0]
        ties = scores >= scores.max(axis=1, keepdims=True) - 1e-9
        first += (1.0 / ties.sum(axis=1)) @ ties.astype(float)
    return first / draws


question = json.load(sys.stdin)
start = time.perf_counter()
shares = run(question)
seconds = time.perf_counter() - start
json.dump({"seconds": seconds, "first": shares.tolist()}, sys.stdout)
