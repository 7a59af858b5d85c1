"""A peer of `partner-eval screen`: reads a table with pandas, ranks its rows by a weighted sum and by TOPSIS,
and prints the names of the best 20 of each. `screen_crate.rs` does the same."""

import sys

import numpy as np
import pandas as pd

COSTS = ["our_dependence", "stand_alone_cost"]

table = pd.read_csv(sys.argv[1])
# Without a notion of "not known", a missing cell counts as nothing.
numbers = table.select_dtypes("number").fillna(0.0)
costs = numbers.columns.isin(COSTS)
matrix = numbers.to_numpy(dtype=float)

low, high = matrix.min(axis=0), matrix.max(axis=0)
matrix = np.where(costs, high - matrix, matrix - low) / (high - low)
matrix /= matrix.shape[1]  # equal weights
weighted_sum = matrix.sum(axis=1)

to_best = np.sqrt(((matrix - matrix.max(axis=0)) ** 2).sum(axis=1))
to_worst = np.sqrt(((matrix - matrix.min(axis=0)) ** 2).sum(axis=1))
topsis = to_worst / (to_best + to_worst)

for method, scores in [("weighted sum", weighted_sum), ("TOPSIS", topsis)]:
    best = pd.Series(scores).nlargest(20).index
    print(f"{method}:", *table["name"].iloc[best], sep="\n")
