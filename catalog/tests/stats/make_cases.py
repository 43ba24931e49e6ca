"""Makes `cases.rs`: distributions with the numbers that numpy and scipy say of them.

Run in this folder, in an environment with numpy >= 2 and scipy:

    pip install numpy scipy
    python make_cases.py > cases.rs && rustfmt --edition 2024 cases.rs

Nothing here follows the engine's code. Weights are whole numbers, so that a quantile is that of the rows written out as often
as they weigh (numpy's `averaged_inverted_cdf`, Hyndman and Fan's second); the cap is found by cutting over and over; the
variance of the median's rank is the sample variance between companies (`numpy.var`, ddof=1) of linearised totals.
"""

from fractions import Fraction
from math import lcm

import numpy as np
from scipy.special import expit, logit
from scipy.stats import median_abs_deviation, t


def cut(weights):
    """The companies' weights once none is more than a fifth: exact fractions, so that it can be cut until it holds."""
    if len(weights) < 5:
        return [Fraction(1)] * len(weights)
    weights = [Fraction(w) for w in weights]
    # Which are cut is found in floats, what they are cut to is solved exactly.
    near = np.array([float(w) for w in weights])
    for _ in range(20_000):
        near = np.minimum(near, near.sum() / 5)
    is_cut = [n < float(w) * (1 - 1e-9) for n, w in zip(near, weights)]
    rest = sum((w for w, c in zip(weights, is_cut) if not c), Fraction(0))
    limit = rest / (5 - sum(is_cut))
    return [limit if c else w for w, c in zip(weights, is_cut)]


def shares(rows):
    companies = sorted({c for _, c, _ in rows})
    raw = [sum(w for _, c, w in rows if c == company) for company in companies]
    factor = {c: new / Fraction(old) for c, new, old in zip(companies, cut(raw), raw)}
    weights = [Fraction(w) * factor[c] for _, c, w in rows]
    total = sum(weights)
    return [w / total for w in weights]


def written_out(rows, weights):
    """Each amount as often as it weighs."""
    unit = lcm(*(w.denominator for w in weights))
    return np.repeat([a for a, _, _ in rows], [int(w * unit) for w in weights])


def quantile(rows, weights, p):
    return float(np.quantile(written_out(rows, weights), p, method="averaged_inverted_cdf"))


def kept(rows):
    if len(rows) < 10:
        return rows
    amounts = written_out(rows, shares(rows))
    median = np.quantile(amounts, 0.5, method="averaged_inverted_cdf")
    logs = np.log(amounts / median)
    # The median of deviations that takes the lower of two middles.
    mad = np.quantile(np.abs(logs), 0.5, method="inverted_cdf")
    # A second opinion on the same number, near where there are many rows.
    assert abs(mad - median_abs_deviation(np.log(amounts))) < 0.1, mad
    far = max(4 * 1.482602218505602 * mad, np.log(3))
    return [row for row in rows if abs(np.log(row[0] / median)) <= far]


def case(name, rows):
    everyone, rows = rows, kept(rows)
    weights = shares(rows)
    floats = np.array([float(w) for w in weights])
    amounts = np.array([a for a, _, _ in rows], float)
    companies = sorted({c for _, c, _ in rows})
    quantiles = [quantile(rows, weights, p) for p in (0.1, 0.25, 0.5, 0.75, 0.9)]
    below = (amounts <= quantiles[2]).astype(float)
    totals = [
        sum(w * (b - floats @ below) for w, b, (_, c, _) in zip(floats, below, rows) if c == company)
        for company in companies
    ]
    interval = "None"
    if len(companies) > 1:
        error = np.sqrt(len(totals) * np.var(totals, ddof=1))
        reach = t.ppf(0.975, len(totals) - 1) * error / 0.25
        ends = [quantile_at(amounts, floats, expit(logit(0.5) + s * reach)) for s in (-1, 1)]
        interval = f"Some(({ends[0]!r}, {ends[1]!r}))"
    effective = floats.sum() ** 2 / (floats @ floats)
    at = float(np.median(amounts)) * 1.05
    rank = floats @ (amounts < at) + floats @ (amounts == at) / 2
    given = ", ".join(
        f"{column}: &{list(kind(x) for x in values)}"
        for column, kind, values in zip(("amounts", "of", "weights"), (float, int, float), zip(*everyone))
    )
    print(f'    Case {{ name: "{name}", {given},')
    print(f"      n: {len(rows)}, companies: {len(companies)}, effective: {float(effective)}, quantiles: {quantiles},")
    print(f"      interval: {interval}, rank: ({at}, {float(rank)}) }},")


def quantile_at(amounts, weights, p):
    return float(np.quantile(amounts, p, weights=weights, method="inverted_cdf"))


def draw(seed, sizes, between=0.15, within=0.25, to=1000.0):
    rng = np.random.default_rng(seed)
    rows = []
    for company, size in enumerate(sizes):
        level = rng.normal(np.log(80_000), between)
        rows += [(float(max(to, np.round(np.exp(rng.normal(level, within)) / to) * to)), company, 1) for _ in range(size)]
    return [rows[i] for i in rng.permutation(len(rows))]


print("//! Made by `make_cases.py`; changed there.\n")
print("use super::Case;\n\npub const CASES: &[Case] = &[")
case("one company", [(60_000 + 1_000 * i, 7, 1) for i in range(12)])
case("two companies, unequal", [(50_000 + 2_000 * i, int(i > 3), 1) for i in range(14)])
case("five companies, one row each", [(70_000, 0, 1), (55_000, 1, 1), (90_000, 2, 1), (65_000, 3, 1), (82_000, 4, 1)])
case("all equal", [(75_000, i % 6, 1) for i in range(15)])
case("mostly equal", [(75_000, i % 6, 1) for i in range(11)] + [(80_000, 1, 1), (40_000, 2, 1), (120_000, 3, 1)])
case("one company with most roles", draw(1, [40, 2, 3, 1, 2, 4, 3]))
case("two companies with most roles", draw(2, [30, 25, 2, 3, 1, 2, 4]))
case("twenty companies", draw(3, [1, 2, 3, 4, 5] * 4))
case("forty companies, finely stated", draw(4, [2, 1, 3, 1] * 10, to=0.01))
case("whole weights", [(a, c, 1 + (i % 3)) for i, (a, c, _) in enumerate(draw(5, [3] * 8))])
case("a month's pay and an hour's", draw(6, [3] * 8) + [(6_400, 0, 1), (38, 1, 1), (1_900_000, 2, 1)])
case("an outlier's company is gone", draw(7, [4, 4, 4, 4]) + [(950_000, 9, 1)])
case("more than are sorted by insertion", draw(8, [9, 3, 22, 8] * 4))
print("];")
