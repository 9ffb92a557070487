"""Every measure gives the worked example of its literature, and agrees with another library or another way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binom, fisher_exact, poisson
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from queries.measures.concentration import curve, index
from queries.measures.funnel import LIMIT, funnel, limits
from queries.measures.listening_gap import listening_gap
from queries.measures.paired import newcombe_paired
from queries.measures.proportions import newcombe, wilson
from queries.measures.ranked import ranked
from queries.measures.ratios import beyond_its_share, clopper_pearson, garwood, ratio_interval
from queries.measures.resampling import drawn_counts, percentiles
from queries.measures.screening import adjusted, fisher
from queries.measures.slopes import slope_index, slope_of_rates
from queries.measures.words_apart import log_odds
from queries.measures.worked_examples import worked_examples

EXACT, CLOSE = 1e-9, 1e-6
counts = st.integers(0, 400)


# ---------------------------------------------------------------- proportions


def test_wilson_gives_the_examples_of_newcombe_1998a() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


def test_the_difference_of_the_same_people_gives_the_example_of_newcombe_1998c() -> None:
    assert newcombe_paired(36, 12, 2, 0) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    low, high = newcombe_paired(5, 3, 9, 4)
    assert newcombe_paired(5, 9, 3, 4) == pytest.approx((-high, -low))
    assert newcombe_paired(20, 0, 0, 0)[0] == pytest.approx(-wilson(20, 20)[1] + wilson(20, 20)[0])
    with pytest.raises(ValueError, match="nothing"):
        newcombe_paired(0, 0, 0, 0)


def test_the_difference_gives_the_example_of_newcombe_1998b() -> None:
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    with pytest.raises(ValueError, match="nothing"):
        newcombe(1, 2, 0, 0)


@given(counts, counts)
def test_wilson_agrees_with_statsmodels(successes: int, more: int) -> None:
    of = max(1, successes + more)
    other = proportion_confint(min(successes, of), of, method="wilson")
    assert wilson(min(successes, of), of) == pytest.approx(other, abs=EXACT)


@given(counts, counts, counts, counts)
def test_the_difference_agrees_with_its_formula(a: int, more: int, b: int, others: int) -> None:
    m, n = max(1, a + more), max(1, b + others)
    a, b = min(a, m), min(b, n)
    (low_a, high_a), (low_b, high_b), apart = wilson(a, m), wilson(b, n), a / m - b / n
    by_hand = (
        apart - np.hypot(a / m - low_a, high_b - b / n),
        apart + np.hypot(high_a - a / m, b / n - low_b),
    )
    assert newcombe(a, m, b, n) == pytest.approx(by_hand, abs=EXACT)


# ---------------------------------------------------------------- ratios


def test_garwood_gives_the_table_of_1936() -> None:
    assert garwood(10) == pytest.approx((4.7954, 18.3904), abs=5e-5)
    assert garwood(0) == pytest.approx((0.0, 3.6889), abs=5e-5)
    with pytest.raises(ValueError, match="negative"):
        garwood(-1)


@given(st.integers(0, 5000), st.sampled_from([0.95, 0.998]))
def test_garwood_agrees_with_statsmodels_and_leaves_the_tails_it_promises(count: int, confidence: float) -> None:
    low, high = garwood(count, confidence)
    other = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    assert (low, high) == pytest.approx(tuple(np.nan_to_num(other)), rel=EXACT)
    assert poisson.cdf(count, high) == pytest.approx((1 - confidence) / 2, rel=CLOSE)
    assert count == 0 or poisson.sf(count - 1, low) == pytest.approx((1 - confidence) / 2, rel=CLOSE)


@given(counts, counts)
def test_clopper_pearson_agrees_with_statsmodels_and_with_its_definition(count: int, more: int) -> None:
    of = max(1, count + more)
    count = min(count, of)
    low, high = clopper_pearson(count, of)
    assert (low, high) == pytest.approx(tuple(np.nan_to_num(proportion_confint(count, of, method="beta"))), abs=1e-8)
    if 0 < count < of:
        assert low == pytest.approx(brentq(lambda p: binom.sf(count - 1, of, p) - 0.025, 1e-12, 1 - 1e-12), abs=CLOSE)


def test_over_a_tenth_of_the_total_the_ratio_has_the_binomial_interval() -> None:
    assert ratio_interval(10, 5, 100) == pytest.approx(tuple(limit / 5 for limit in garwood(10)), abs=EXACT)
    assert ratio_interval(11, 5, 100) == pytest.approx(
        tuple(share * 100 / 5 for share in clopper_pearson(11, 100)), abs=EXACT
    )
    assert ratio_interval(0, 0.0, 10) == (None, None)
    with pytest.raises(ValueError, match="larger"):
        ratio_interval(3, 1, 2)


def test_a_word_needs_five_expected_and_an_interval_that_leaves_one_outside() -> None:
    assert not beyond_its_share(0, 6.2, 500)  # P(0 | 6.2) = .00203
    assert beyond_its_share(0, 7.0, 500)  # P(0 | 7) = .0009
    assert not beyond_its_share(30, 4.9, 5000)


# ---------------------------------------------------------------- funnel


def test_the_funnel_follows_its_formula_step_by_step() -> None:
    observed, expected = [5, 6, 8, 9, 10, 12, 30, 11, 10, 1, 3], [6, 7, 8, 8, 9, 10, 10, 12, 9, 9, 4]
    found = funnel(observed, expected)
    assert found is not None
    plain = [2 * (o**0.5 - e**0.5) for o, e in zip(observed[:10], expected[:10], strict=True)]
    in_order = sorted(plain)  # ten areas with 5 or more expected: one is drawn in at either end
    drawn_in = [in_order[1], *in_order[1:9], in_order[8]]
    dispersion = max(1.0, sum(z * z for z in drawn_in) / 10)
    assert found.dispersion == pytest.approx(dispersion, abs=EXACT)
    assert found.scores[:10] == pytest.approx([z / dispersion**0.5 for z in plain], abs=EXACT)
    assert found.scores[10] is None
    assert (found.outside(6), found.outside(10)) == ("more", "")
    low, high = limits(10.0, found.dispersion)
    assert 2 * ((high * 10) ** 0.5 - 10**0.5) == pytest.approx(LIMIT * found.dispersion**0.5, abs=EXACT)
    assert low < 1 < high


def test_under_ten_areas_there_is_no_funnel() -> None:
    assert funnel([5] * 9 + [1] * 9, [5.0] * 9 + [4.9] * 9) is None
    assert funnel([5] * 10, [5.0] * 10) is not None


# ---------------------------------------------------------------- deprivation

BIRTHS = [29939, 28776, 26528, 24689, 19739]  # World Bank, Quantitative Techniques, Note 7, table 1: India 1982-92
DEATHS = [154.7, 152.9, 119.5, 86.9, 54.3]  # a thousand births, poorest fifth first


def test_the_concentration_index_gives_the_example_of_the_world_bank() -> None:
    areas = ranked([5, 4, 3, 2, 1], BIRTHS)
    heard = np.array(BIRTHS) * np.array(DEATHS)
    assert index(areas, heard) == pytest.approx(-0.1694, abs=5e-5)
    points = curve(areas, heard)
    assert points[0] == (0.0, 0.0)
    assert points[-1] == pytest.approx((1.0, 1.0))
    assert all(y > x for x, y in points[1:-1])


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 30), st.integers(0, 20)), min_size=2, max_size=9))
def test_index_and_slope_agree_with_what_people_one_by_one_give(areas: list[tuple[int, int, int]]) -> None:
    """The index is twice the covariance of a person's rate and rank over the mean; the slope is that of WLS."""
    deprivation, people, heard = (np.array(column) for column in zip(*areas, strict=True))
    table = ranked([*deprivation], [*people])
    pooled, total = table.pool(heard), people.sum()
    rates = pooled / (table.people * total)
    mean = heard.sum() / total
    if heard.sum():
        by_person = 2 * (table.people * (rates - mean) * (table.ridit - 0.5)).sum() / mean
        assert index(table, heard) == pytest.approx(by_person, abs=EXACT)
    if len(rates) > 1:
        design = np.column_stack([np.ones(len(rates)), table.ridit])
        fit = WLS(rates * 100_000, design, weights=table.people).fit()
        sii, rii = slope_index(table, heard, total)
        assert sii == pytest.approx(fit.params[1], rel=CLOSE, abs=CLOSE)
        assert not heard.sum() or rii == pytest.approx(fit.params[1] / (mean * 100_000), rel=CLOSE, abs=CLOSE)


def test_equal_fifths_give_the_slope_of_the_definition() -> None:
    sii, rii = slope_of_rates(ranked([5, 4, 3, 2, 1], [1] * 5), np.array([50.0, 40, 30, 20, 10]))
    assert sii == pytest.approx(-50, abs=EXACT)
    assert rii == pytest.approx(-5 / 3, abs=EXACT)


def test_areas_of_one_rank_are_pooled() -> None:
    together, apart = ranked([2, 1, 1], [3, 2, 1]), ranked([2, 1], [3, 3])
    assert index(together, np.array([5, 4, 1])) == pytest.approx(index(apart, np.array([5, 5])), abs=EXACT)
    with pytest.raises(ValueError, match="population"):
        ranked([1, 2], [1, 0])


def test_whole_sources_are_drawn_and_the_interval_is_that_of_drawing_one_by_one() -> None:
    kinds = np.array([[1.0, 0, 0], [0, 1, 1]])
    drawn = drawn_counts(kinds, [30, 10])
    assert len(drawn) >= 2000
    assert (drawn[:, 1] == drawn[:, 2]).all()
    assert (drawn[:, 0] + drawn[:, 1] == 40).all()
    assert (drawn == drawn_counts(kinds, [30, 10])).all()
    generator = np.random.default_rng(7)
    one_by_one = (generator.integers(0, 40, size=(20_000, 40)) < 30).sum(axis=1)
    assert percentiles(drawn[:, 0]) == pytest.approx(tuple(np.quantile(one_by_one, [0.025, 0.975])), abs=1)
    each = np.repeat(kinds, [30, 10], axis=0)  # as many kinds as sources: drawn one by one
    apart = drawn_counts(each, [1] * 40)
    assert (apart[:, 0] + apart[:, 1] == 40).all()
    assert percentiles(apart[:, 0]) == pytest.approx(percentiles(drawn[:, 0]), abs=1)
    with pytest.raises(ValueError, match="no source"):
        drawn_counts(kinds, [0, 0])


# ---------------------------------------------------------------- screening

P_VALUES = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000]  # fmt: skip


def test_benjamini_and_hochberg_reject_four_of_their_fifteen() -> None:
    found = adjusted(P_VALUES)
    assert (found <= 0.05).sum() == 4
    assert found == pytest.approx(multipletests(P_VALUES, method="fdr_bh")[1], abs=EXACT)
    assert len(adjusted([])) == 0


def test_fisher_gives_the_lady_who_tastes_tea() -> None:
    assert fisher([3], [4], [4], 8)[0] == pytest.approx(34 / 70, abs=EXACT)  # Fisher 1935: 3 of 4 cups right


@given(counts, counts, counts, counts)
def test_fisher_agrees_with_scipy(a: int, b: int, c: int, d: int) -> None:
    own = fisher([a], [a + b], [a + c], a + b + c + d)[0]
    assert own == pytest.approx(fisher_exact(np.array([[a, b], [c, d]])).pvalue, rel=1e-7, abs=EXACT)


# ---------------------------------------------------------------- words


def test_log_odds_follow_the_equations_of_monroe_and_others_2008() -> None:
    first, second, everywhere = {"bus": 9, "food": 1}, {"food": 6}, {"bus": 10, "food": 10, "and": 80}
    bus, food = log_odds(first, second, everywhere)
    size = np.log(19 / (10 + 100 - 19)) - np.log(10 / (6 + 100 - 10))
    assert (bus.word, bus.first, bus.second) == ("bus", 9, 0)
    assert bus.log_odds == pytest.approx(size, abs=EXACT)
    assert bus.score == pytest.approx(size / np.sqrt(1 / 19 + 1 / 10), abs=EXACT)
    assert food.score < 0
    assert log_odds({}, {}, {}) == []
    weaker = log_odds(first, second, everywhere, strength=10)
    assert weaker[0].log_odds > bus.log_odds  # less shrunken


# ---------------------------------------------------------------- the gap


def test_the_gap_gives_the_example() -> None:
    assert listening_gap(0.241, 170, 27) == 19


@given(st.floats(0, 0.99), st.integers(0, 500), st.data())
def test_the_gap_is_the_smallest_number_that_closes_it(share: float, base: int, data: st.DataObject) -> None:
    observed = data.draw(st.integers(0, base))
    gap = listening_gap(share, base, observed)
    assert observed + gap >= share * (base + gap) - 1e-6
    assert gap == 0 or observed + gap - 1 < share * (base + gap - 1) + 1e-6


def test_a_gap_of_nonsense_is_refused() -> None:
    for share, base, observed in ((1.0, 10, 1), (0.2, 3, 4), (-0.1, 3, 1)):
        with pytest.raises(ValueError, match="gap"):
            listening_gap(share, base, observed)


# ---------------------------------------------------------------- what Help shows


def test_the_examples_that_help_shows_are_those_of_the_literature() -> None:
    found = {example.measure: example.found for example in worked_examples()}
    assert found["Proportion, Wilson"] == "0.2553 to 0.3662"
    assert found["Difference of two proportions, Newcombe"] == "0.0524 to 0.3339"
    assert found["Count, exact Poisson"] == "4.7954 to 18.3904"
    assert found["Concentration index"] == "-0.1694"
    assert found["Slope and relative index of inequality"] == "SII -50, RII -1.667"
    assert found["Many squares at once, Benjamini and Hochberg"] == "4 found"
    assert found["Who to speak to next"] == "19 more"
    assert all(example.given and example.found and example.source for example in worked_examples())
