//! Draws: weights that a group may have, and what reviewers count.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

use super::group::{Freedom, Group};

/// Uniform on [0, 1), with 53 bits.
#[inline]
pub(super) fn uniform(random: &mut Xoshiro256PlusPlus) -> f64 {
    (random.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

/// Draws the weights of a group.
#[derive(Clone, Debug)]
pub(super) enum WeightDraw {
    /// Always the same.
    Fixed(Vec<f64>),
    /// Uniform among those that keep an order: places by importance, and the first and the last of each tier that has
    /// more than one.
    Order {
        places: Vec<usize>,
        tiers: Vec<(usize, usize)>,
    },
    /// Within ranges.
    Ranges(Vec<(f64, f64)>),
}

impl WeightDraw {
    pub fn new(group: &Group) -> Self {
        match &group.freedom {
            _ if !group.can_vary() => WeightDraw::Fixed(group.shares.clone()),
            Freedom::Fixed => WeightDraw::Fixed(group.shares.clone()),
            Freedom::Ranges(ranges) => WeightDraw::Ranges(ranges.clone()),
            Freedom::Order(order) => {
                let mut tiers = Vec::new();
                let mut start = 0;
                for tier in order {
                    if tier.len() > 1 {
                        tiers.push((start, start + tier.len() - 1));
                    }
                    start += tier.len();
                }
                WeightDraw::Order {
                    places: order.concat(),
                    tiers,
                }
            }
        }
    }

    /// Draws weights, which sum to 1.
    #[inline]
    pub fn draw(
        &self,
        random: &mut Xoshiro256PlusPlus,
        memory: &mut Vec<f64>,
        weights: &mut [f64],
    ) {
        match self {
            WeightDraw::Fixed(shares) => weights.copy_from_slice(shares),
            WeightDraw::Order { places, tiers } => ordered(places, tiers, random, memory, weights),
            WeightDraw::Ranges(ranges) => within(ranges, random, weights),
        }
    }
}

/// The spacings that uniform points cut 0..1 into, which are uniform on the simplex.
pub(super) fn uniform_spacings(
    count: usize,
    random: &mut Xoshiro256PlusPlus,
    spacings: &mut Vec<f64>,
) {
    spacings.resize(count, 0.0);
    // Nearly all groups are small, and a length that is a constant takes the loops away.
    match count {
        0 => {}
        1 => spacings[0] = 1.0,
        2 => few::<1>(random, spacings),
        3 => few::<2>(random, spacings),
        4 => few::<3>(random, spacings),
        5 => few::<4>(random, spacings),
        6 => few::<5>(random, spacings),
        7 => few::<6>(random, spacings),
        _ => {
            let (last, cuts) = (count - 1, &mut spacings[..count - 1]);
            cuts.iter_mut().for_each(|cut| *cut = uniform(random));
            cuts.sort_unstable_by(f64::total_cmp);
            spacings[last] = 1.0;
            let mut before = 0.0;
            for cut in spacings.iter_mut() {
                (before, *cut) = (*cut, *cut - before);
            }
        }
    }
}

/// The spacings of that many points.
fn few<const POINTS: usize>(random: &mut Xoshiro256PlusPlus, spacings: &mut [f64]) {
    // A generator that no other function sees stays in registers.
    let mut own = random.clone();
    let mut cuts = [0.0; POINTS];
    cuts.iter_mut().for_each(|cut| *cut = uniform(&mut own));
    *random = own;
    sort(&mut cuts);
    let mut before = 0.0;
    for (spacing, cut) in spacings.iter_mut().zip(cuts.into_iter().chain([1.0])) {
        (before, *spacing) = (cut, cut - before);
    }
}

/// Few random numbers are sorted fastest without a branch, which would be guessed wrong half the time.
fn sort<const COUNT: usize>(numbers: &mut [f64; COUNT]) {
    for end in (1..COUNT).rev() {
        for at in 0..end {
            let (a, b) = (numbers[at], numbers[at + 1]);
            numbers[at] = if a < b { a } else { b };
            numbers[at + 1] = if a < b { b } else { a };
        }
    }
}

/// A whole number below `range`, each as likely but for 1 part in 2^64 / range.
fn below(range: usize, random: &mut Xoshiro256PlusPlus) -> usize {
    ((u128::from(random.next_u64()) * range as u128) >> 64) as usize
}

/// Weights that keep an order are the mixtures of its corners (1, 0, ...), (1/2, 1/2, 0, ...) and so on, and spacings mix
/// them uniformly; shuffled inside each tier, they are uniform on the part that keeps the order of the tiers.
fn ordered(
    places: &[usize],
    tiers: &[(usize, usize)],
    random: &mut Xoshiro256PlusPlus,
    parts: &mut Vec<f64>,
    weights: &mut [f64],
) {
    let count = places.len();
    uniform_spacings(count, random, parts);
    // One tier keeps no order: its spacings are as they should be.
    if tiers != [(0, count - 1)] {
        let mut sum = 0.0;
        for (at, part) in parts.iter_mut().enumerate().rev() {
            sum += *part / (at + 1) as f64;
            *part = sum;
        }
        for &(first, last) in tiers {
            for at in (first + 1..=last).rev() {
                parts.swap(at, first + below(at - first + 1, random));
            }
        }
    }
    for (&place, &weight) in places.iter().zip(parts.iter()) {
        weights[place] = weight;
    }
}

/// Each uniform in its range, then what lacks to the whole shared in proportion to the room left in that direction.
fn within(ranges: &[(f64, f64)], random: &mut Xoshiro256PlusPlus, weights: &mut [f64]) {
    for (weight, (low, high)) in weights.iter_mut().zip(ranges) {
        *weight = low + (high - low) * uniform(random);
    }
    let lack = 1.0 - weights.iter().sum::<f64>();
    let room = |weight: f64, (low, high): &(f64, f64)| match lack > 0.0 {
        true => high - weight,
        false => weight - low,
    };
    let all: f64 = weights
        .iter()
        .zip(ranges)
        .map(|(w, range)| room(*w, range))
        .sum();
    if all > 0.0 {
        for (weight, range) in weights.iter_mut().zip(ranges) {
            *weight += lack * room(*weight, range) / all;
        }
    }
}

/// A gamma variate of that shape (G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM
/// Transactions on Mathematical Software 26 (2000), 363-372).
pub(super) fn gamma(shape: f64, random: &mut Xoshiro256PlusPlus) -> f64 {
    if shape <= 0.0 {
        return 0.0;
    }
    let log = |random: &mut Xoshiro256PlusPlus| libm::log(1.0 - uniform(random));
    if shape == 1.0 {
        return -log(random);
    }
    if shape < 1.0 {
        let boost = libm::exp(log(random) / shape);
        return gamma(shape + 1.0, random) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(random);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && log(random) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

/// A standard normal variate, by the polar method (G. Marsaglia and T. A. Bray, "A convenient method for generating
/// normal variables", SIAM Review 6 (1964), 260-264).
fn normal(random: &mut Xoshiro256PlusPlus) -> f64 {
    loop {
        let (x, y) = (2.0 * uniform(random) - 1.0, 2.0 * uniform(random) - 1.0);
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            return x * (-2.0 * libm::log(square) / square).sqrt();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_xoshiro::rand_core::SeedableRng;

    /// Mean and variance of a gamma variate are its shape.
    #[test]
    fn gamma_variates_have_their_moments() {
        for shape in [0.3, 1.0, 2.5] {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
            let draws: Vec<f64> = (0..100_000).map(|_| gamma(shape, &mut random)).collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let square = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / draws.len() as f64;
            assert!(
                (mean - shape).abs() < 4.0 * (shape / 1e5).sqrt(),
                "{mean} {shape}"
            );
            assert!(
                (square - shape).abs() < 0.05 * shape.max(1.0),
                "{square} {shape}"
            );
        }
    }

    #[test]
    fn weights_stay_within_their_ranges_and_sum_to_one() {
        let ranges = vec![(0.1, 0.5), (0.2, 0.3), (0.0, 0.9), (0.1, 0.1)];
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut weights = [0.0; 4];
        for _ in 0..1000 {
            within(&ranges, &mut random, &mut weights);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let mut pairs = weights.iter().zip(&ranges);
            assert!(pairs.all(|(w, (low, high))| (low - 1e-12..=high + 1e-12).contains(w)));
        }
    }
}
