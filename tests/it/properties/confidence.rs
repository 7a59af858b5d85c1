//! Dominance, crossovers and first places.

use partner_eval::assessment::Assessment;
use partner_eval::confidence::{
    Contestant, Crossover, MOST_RANKED, Question, Ranged, Sampling, dominates, nearest, sample,
};
use partner_eval::deal::Aggregation;
use partner_eval::model::{ByDimension, Dimension};
use partner_eval::score::GEOMETRIC_FLOOR;
use proptest::array::uniform5;
use proptest::collection;
use proptest::prelude::*;

use super::cases;
use super::deals::{any_deal, order};

/// The slack of the model: a lead of less is none.
const SLACK: f64 = 1e-9;

/// Assesses without sampling.
const NO_DRAWS: Sampling = Sampling {
    draws: Some(0),
    seed: 1,
};

/// What the total is linear in: the dimensions' values, or their logarithms.
fn linear(assessment: &Assessment<'_>, place: usize) -> ByDimension<f64> {
    let scores = &assessment.rows[place].evaluation.scores;
    ByDimension::of(|dimension| {
        let value = scores.dimensions[dimension].score.value;
        match assessment.deal.aggregation {
            Aggregation::Arithmetic => value,
            Aggregation::Geometric => value.max(GEOMETRIC_FLOOR).ln(),
        }
    })
}

/// How far the leader is ahead of everybody else at these weights.
fn leads(assessment: &Assessment<'_>, weights: &ByDimension<f64>) -> Vec<f64> {
    let total = |place: usize| -> f64 {
        let values = linear(assessment, place);
        weights
            .iter()
            .map(|(dimension, weight)| weight * values[dimension])
            .sum()
    };
    let leader = assessment.confidence.leader;
    (0..assessment.rows.len())
        .map(|place| total(leader) - total(place))
        .collect()
}

/// The weights with one of them moved, the others keeping their proportions.
fn moved(weights: &ByDimension<f64>, dimension: Dimension, to: f64) -> ByDimension<f64> {
    let rest = 1.0 - weights[dimension];
    ByDimension::of(|d| {
        if d == dimension {
            to
        } else {
            weights[d] / rest * (1.0 - to)
        }
    })
}

/// Weights that keep an order of importance: the largest to the first tier, and so on.
fn weights_in(order: &[Vec<Dimension>], mut numbers: [f64; 5]) -> ByDimension<f64> {
    let mut sorted = numbers;
    sorted.sort_by(|a, b| b.total_cmp(a));
    let mut weights = ByDimension::default();
    let mut sorted = sorted.into_iter();
    for tier in order {
        let mut block: Vec<f64> = sorted.by_ref().take(tier.len()).collect();
        // Inside a tier any dimension may weigh most.
        block.rotate_left(numbers[0].to_bits() as usize % tier.len());
        numbers.rotate_left(1);
        for (&dimension, weight) in tier.iter().zip(block) {
            weights[dimension] = weight;
        }
    }
    let sum: f64 = weights.0.iter().sum();
    ByDimension(weights.0.map(|weight| weight / sum))
}

/// A value of 0 to 1 for each dimension, often one that others have too.
fn values() -> impl Strategy<Value = ByDimension<f64>> {
    let value = prop_oneof![
        (0..=10u8).prop_map(|tenths| f64::from(tenths) / 10.0),
        0.0..=1.0
    ];
    uniform5(value).prop_map(ByDimension)
}

fn contestant() -> impl Strategy<Value = Contestant> {
    let ranged = (0..5usize, 0.0..0.5).prop_map(|(dimension, width)| Ranged {
        dimension: Dimension::ALL[dimension],
        width,
    });
    (values(), collection::vec(ranged, 0..3)).prop_map(|(lows, ranged)| Contestant { lows, ranged })
}

/// The most that a contestant can reach.
fn highs(contestant: &Contestant) -> ByDimension<f64> {
    let mut highs = contestant.lows;
    for ranged in &contestant.ranged {
        highs[ranged.dimension] += ranged.width;
    }
    highs
}

// These take microseconds a case.
proptest! {
    #![proptest_config(cases(1024))]

    /// By definition: for every weighting that weighs an up-set of the order evenly, which are the
    /// corners of all that keep it.
    #[test]
    fn dominance_is_a_lead_at_every_corner(order in order(), a in values(), b in values()) {
        let holds_everywhere = (1..32u8).all(|chosen| {
            let is_in = |dimension: Dimension| chosen >> dimension as u8 & 1 == 1;
            let tiers = || order.iter();
            let is_up_set = tiers().enumerate().all(|(at, tier)| {
                let is_touched = tier.iter().any(|&dimension| is_in(dimension));
                !is_touched || tiers().take(at).flatten().all(|&dimension| is_in(dimension))
            });
            let lead: f64 =
                Dimension::ALL.into_iter().filter(|&d| is_in(d)).map(|d| a[d] - b[d]).sum();
            !is_up_set || lead >= -SLACK
        });
        prop_assert_eq!(dominates(&order, &a, &b), holds_everywhere);
    }

    /// Values from a coarse grid, so that several often draw level at the same place.
    #[test]
    fn of_those_that_draw_level_the_one_that_gains_fastest_takes_the_lead(
        weights in uniform5(1..=4u8),
        values in collection::vec(uniform5(0..=2u8), 2..6),
    ) {
        let values: Vec<ByDimension<f64>> =
            values.into_iter().map(|halves| ByDimension(halves.map(|half| f64::from(half) / 2.0))).collect();
        let weights = ByDimension(weights.map(f64::from));
        let sum: f64 = weights.0.iter().sum();
        let weights = ByDimension(weights.0.map(|weight| weight / sum));
        let total = |place: usize, weights: &ByDimension<f64>| -> f64 {
            weights.iter().map(|(dimension, weight)| weight * values[place][dimension]).sum()
        };
        let leader = (0..values.len())
            .max_by(|&a, &b| total(a, &weights).total_cmp(&total(b, &weights)))
            .unwrap();
        let Some(Crossover { dimension, from, to, new_leader }) = nearest(&weights, &values, leader) else {
            return Ok(());
        };
        let there = moved(&weights, dimension, to);
        let level: Vec<usize> = (0..values.len())
            .filter(|&place| (total(place, &there) - total(leader, &there)).abs() < SLACK)
            .collect();
        prop_assert!(level.contains(&new_leader));
        // On the far side; on either, where they are level already.
        let sides = if (to - from).abs() < SLACK { vec![-1.0, 1.0] } else { vec![(to - from).signum()] };
        let takes_the_lead = sides.into_iter().any(|side| {
            let beyond = moved(&weights, dimension, to + side * 1e-3);
            level.iter().all(|&other| total(new_leader, &beyond) >= total(other, &beyond) - 1e-12)
        });
        prop_assert!(takes_the_lead, "{new_leader} of {level:?} at {to} of {dimension:?}");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_lead_that_holds_under_every_weighting_holds_under_any(
        deal in any_deal(),
        numbers in collection::vec(uniform5(0.0..1.0f64), 50),
    ) {
        let deal = deal.read();
        let assessment = Assessment::of(&deal, NO_DRAWS);
        let order = &deal.plan.weights.order;
        if assessment.confidence.holds_under_every_weighting {
            for numbers in numbers {
                let leads = leads(&assessment, &weights_in(order, numbers));
                prop_assert!(leads.iter().all(|&lead| lead >= -SLACK), "{leads:?}");
            }
        }
    }

    /// The evidence that is missing can take a lead away, never make one.
    #[test]
    fn what_holds_whatever_the_evidence_holds_as_things_stand(deal in any_deal()) {
        let deal = deal.read();
        let confidence = Assessment::of(&deal, NO_DRAWS).confidence;
        prop_assert!(!confidence.holds_whatever_the_evidence || confidence.holds_under_every_weighting);
        prop_assert!(!confidence.holds_whatever_the_evidence || confidence.could_overtake.is_empty());
    }

    #[test]
    fn beyond_a_crossover_the_new_leader_is_ahead(deal in any_deal()) {
        let read = deal.read();
        let assessment = Assessment::of(&read, NO_DRAWS);
        let Some(crossover) = assessment.confidence.crossover else {
            return Ok(());
        };
        let weights = &read.plan.weights.fractions;
        prop_assert_eq!(crossover.from, weights[crossover.dimension]);
        let beyond = crossover.to + 1e-6 * (crossover.to - crossover.from).signum();
        let reweighted = deal.weighted(moved(weights, crossover.dimension, beyond.clamp(0.0, 1.0)).0).read();
        let after = Assessment::of(&reweighted, NO_DRAWS);
        let score = |place: usize| {
            let row = after.rows.iter().find(|row| row.candidate == assessment.rows[place].candidate);
            row.unwrap().evaluation.scores.total.score.value
        };
        let (new, old) = (score(crossover.new_leader), score(assessment.confidence.leader));
        prop_assert!(new >= old - SLACK, "{new} {old} beyond {crossover:?}");
        // A lead that can be lost by keeping the order does not hold under every weighting.
        let keeps_order = weights_keep(&read.plan.weights.order, &reweighted.plan.weights.fractions);
        if keeps_order && new > old + 2.0 * SLACK {
            prop_assert!(!assessment.confidence.holds_under_every_weighting);
        }
    }

    #[test]
    fn short_of_the_nearest_crossover_the_leader_leads(deal in any_deal(), part in 0.0..0.999f64) {
        let deal = deal.read();
        let assessment = Assessment::of(&deal, NO_DRAWS);
        let weights = &deal.plan.weights.fractions;
        let reach = assessment.confidence.crossover.map_or(1.0, |c| (c.to - c.from).abs());
        for (dimension, &from) in weights.iter().filter(|(_, weight)| **weight < 1.0 - SLACK) {
            for to in [from - part * reach, from + part * reach] {
                let leads = leads(&assessment, &moved(weights, dimension, to.clamp(0.0, 1.0)));
                prop_assert!(
                    leads.iter().all(|&lead| lead >= -2.0 * SLACK),
                    "{dimension:?} at {to}: {leads:?}, {:?}",
                    assessment.confidence.crossover,
                );
            }
        }
    }

    #[test]
    fn sampling_gives_the_same_on_any_number_of_threads(
        order in order(),
        contestants in collection::vec(contestant(), 1..6),
        is_geometric: bool,
        seed: u64,
    ) {
        let question = Question {
            order: &order,
            contestants: &contestants,
            transform: is_geometric.then_some(|x: f64| x.max(GEOMETRIC_FLOOR).ln()),
            // More than two blocks, the last of them not full.
            draws: 2_345,
            seed,
        };
        prop_assert_eq!(sample(&question, 1), sample(&question, 3));
    }

    #[test]
    fn shares_of_ranks_sum_to_1(
        order in order(),
        contestants in collection::vec(contestant(), 1..6),
        seed: u64,
    ) {
        let question =
            Question { order: &order, contestants: &contestants, transform: None, draws: 500, seed };
        let shares = sample(&question, 1);
        let is_1 = |sum: f64| (sum - 1.0).abs() < 1e-8;
        prop_assert!(is_1(shares.first.iter().sum()), "{:?}", shares.first);
        let ranks = shares.ranks.unwrap();
        for (place, contestant) in ranks.iter().enumerate() {
            prop_assert!(is_1(contestant.iter().sum()));
            prop_assert!(is_1(ranks.iter().map(|contestant| contestant[place]).sum()));
            prop_assert_eq!(contestant[0], shares.first[place]);
        }
    }

    /// Against a sampler as plain as can be, with another generator and another way to uniform weights.
    #[test]
    fn first_places_are_those_of_a_plain_sampler(
        order in order(),
        contestants in collection::vec(contestant(), 2..6),
        is_geometric: bool,
        seed: u64,
    ) {
        const DRAWS: u32 = 2_000;
        let transform = is_geometric.then_some((|x| x.max(GEOMETRIC_FLOOR).ln()) as fn(f64) -> f64);
        let draws = u64::from(DRAWS);
        let question = Question { order: &order, contestants: &contestants, transform, draws, seed };
        let plain = first_places(&order, &contestants, transform, DRAWS, seed);
        for (share, plain) in sample(&question, 1).first.into_iter().zip(plain) {
            let both = (share + plain) / 2.0;
            let error = (2.0 * both * (1.0 - both) / f64::from(DRAWS)).sqrt();
            prop_assert!((share - plain).abs() <= 5.0 * error + 1e-3, "{share} {plain}");
        }
    }

    /// Where there are too many to keep their ranks, first places are found another way. Without ranges
    /// nothing but weights is drawn, so they must be the same to the bit.
    #[test]
    fn many_candidates_have_the_same_first_places_as_few(
        order in order(),
        lows in collection::vec(values(), 1..6),
        seed: u64,
    ) {
        let mut contestants: Vec<Contestant> =
            lows.into_iter().map(|lows| Contestant { lows, ranged: Vec::new() }).collect();
        let few = contestants.len();
        let first = |contestants: &[Contestant]| {
            let question = Question { order: &order, contestants, transform: None, draws: 500, seed };
            sample(&question, 1).first
        };
        let among_few = first(&contestants);
        // Nobody ever ranks behind these.
        let last = Contestant { lows: ByDimension([-1.0; 5]), ranged: Vec::new() };
        contestants.resize(MOST_RANKED + 1, last);
        let among_many = first(&contestants);
        prop_assert_eq!(&among_many[..few], among_few);
        prop_assert!(among_many[few..].iter().all(|&share| share == 0.0));
    }

    /// Whoever is nowhere behind another one, whatever is missing, is ranked first at least as often.
    #[test]
    fn who_dominates_ranks_first_at_least_as_often(
        order in order(),
        contestants in collection::vec(contestant(), 2..5),
        seed: u64,
    ) {
        let question =
            Question { order: &order, contestants: &contestants, transform: None, draws: 500, seed };
        let first = sample(&question, 1).first;
        for (a, one) in contestants.iter().enumerate() {
            for (b, other) in contestants.iter().enumerate().filter(|(b, _)| *b != a) {
                if dominates(&order, &one.lows, &highs(other)) {
                    prop_assert!(first[a] >= first[b], "{a} {b} {first:?}");
                }
            }
        }
    }
}

/// The shares of first places, drawn without any shortcut.
fn first_places(
    order: &[Vec<Dimension>],
    contestants: &[Contestant],
    transform: Option<fn(f64) -> f64>,
    draws: u32,
    seed: u64,
) -> Vec<f64> {
    let mut state = seed;
    // SplitMix64 (Steele, Lea & Flood 2014), above 0 and at most 1.
    let mut uniform = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64 + f64::EPSILON / 4.0
    };
    let mut first = vec![0.0; contestants.len()];
    for _ in 0..draws {
        // Exponentials divided by their sum are uniform on the simplex; sorted, and shuffled inside each
        // tier, they are so on the part of it that keeps the order.
        let mut numbers: Vec<f64> = order.concat().iter().map(|_| -uniform().ln()).collect();
        numbers.sort_by(|a, b| b.total_cmp(a));
        let mut weights = ByDimension::default();
        let mut numbers = numbers.into_iter();
        for tier in order {
            let mut block: Vec<f64> = numbers.by_ref().take(tier.len()).collect();
            for &dimension in tier {
                let chosen = (uniform() * block.len() as f64).ceil() as usize - 1;
                weights[dimension] = block.remove(chosen.min(block.len() - 1));
            }
        }
        let totals: Vec<f64> = contestants
            .iter()
            .map(|contestant| {
                let mut values = contestant.lows;
                for ranged in &contestant.ranged {
                    values[ranged.dimension] += ranged.width * uniform();
                }
                let counts = |x: f64| transform.map_or(x, |transform| transform(x));
                weights
                    .iter()
                    .map(|(dimension, weight)| weight * counts(values[dimension]))
                    .sum()
            })
            .collect();
        let best = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = weights.0.iter().sum();
        let is_first = |total: f64| best - total <= SLACK * sum;
        let tied = totals.iter().filter(|&&total| is_first(total)).count();
        for (first, &total) in first.iter_mut().zip(&totals) {
            if is_first(total) {
                *first += 1.0 / tied as f64 / f64::from(draws);
            }
        }
    }
    first
}

/// Whether weights keep an order of importance.
fn weights_keep(order: &[Vec<Dimension>], weights: &ByDimension<f64>) -> bool {
    let ends = |tier: &[Dimension]| {
        let of = tier.iter().map(|&dimension| weights[dimension]);
        (
            of.clone().fold(f64::INFINITY, f64::min),
            of.fold(0.0, f64::max),
        )
    };
    let left_out = weights
        .iter()
        .any(|(d, &w)| w > 0.0 && !order.concat().contains(&d));
    !left_out
        && order
            .windows(2)
            .all(|pair| ends(&pair[0]).0 >= ends(&pair[1]).1)
}
