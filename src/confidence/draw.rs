//! One draw: weights that keep an order of importance, and scores within their ranges.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

use super::question::{Question, Ranged};
use crate::model::{ByDimension, Dimension, SLACK};

/// Uniform on [0, 1), with 53 bits.
fn uniform(random: &mut Xoshiro256PlusPlus) -> f64 {
    (random.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

/// Draws weights uniformly among those that keep an order.
pub(super) struct WeightDraw {
    dimensions: Vec<Dimension>,
    /// The first and the last place of each tier that has more than one.
    tiers: Vec<(usize, usize)>,
}

impl WeightDraw {
    pub fn new(order: &[Vec<Dimension>]) -> Self {
        let mut tiers = Vec::new();
        let mut start = 0;
        for tier in order {
            if tier.len() > 1 {
                tiers.push((start, start + tier.len() - 1));
            }
            start += tier.len();
        }
        Self {
            dimensions: order.concat(),
            tiers,
        }
    }

    /// The spacings of uniform points are uniform on the simplex; sorted, on the part where the first
    /// weight is the largest and so on; shuffled inside each tier, on the part that keeps the order.
    pub fn weights(&self, random: &mut Xoshiro256PlusPlus) -> ByDimension<f64> {
        let count = self.dimensions.len();
        let mut cuts = [0.0; 6];
        for cut in &mut cuts[1..count] {
            *cut = uniform(random);
        }
        cuts[count] = 1.0;
        insertion_sort(&mut cuts[1..count]);
        let mut spacings = [0.0; 5];
        for at in 0..count {
            spacings[at] = cuts[at + 1] - cuts[at];
        }
        insertion_sort(&mut spacings[..count]);
        spacings[..count].reverse();
        for &(first, last) in &self.tiers {
            for at in (first + 1..=last).rev() {
                let range = (at - first + 1) as u64;
                spacings.swap(at, first + (random.next_u64() % range) as usize);
            }
        }
        let mut weights = ByDimension::default();
        for (&dimension, weight) in self.dimensions.iter().zip(spacings) {
            weights[dimension] = weight;
        }
        weights
    }
}

/// For up to five numbers nothing is faster.
fn insertion_sort(numbers: &mut [f64]) {
    for end in 1..numbers.len() {
        let mut at = end;
        while at > 0 && numbers[at - 1] > numbers[at] {
            numbers.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The candidates of a sampling, laid out for speed.
pub(super) struct Pool<'a> {
    question: &'a Question<'a>,
    /// The candidates by place.
    chosen: Vec<usize>,
    /// What a dimension counts at its low, by dimension, then place.
    lows: [Vec<f64>; 5],
    /// What it counts at its high, by dimension, then place.
    highs: [Vec<f64>; 5],
    /// The criteria to draw, each with the place of its candidate.
    ranged: Vec<(usize, Ranged)>,
    /// The score of each candidate in the last draw.
    pub scores: Vec<f64>,
    /// Memory to sort them in.
    pub keys: Vec<u64>,
}

impl<'a> Pool<'a> {
    pub fn new(question: &'a Question<'a>, chosen: &[usize]) -> Self {
        let transform = |x: f64| question.transform.map_or(x, |transform| transform(x));
        let contestants = || chosen.iter().map(|&at| &question.contestants[at]);
        let ranged = contestants().enumerate().flat_map(|(place, contestant)| {
            contestant.ranged.iter().map(move |&ranged| (place, ranged))
        });
        Self {
            question,
            chosen: chosen.to_vec(),
            lows: Dimension::ALL.map(|d| contestants().map(|c| transform(c.lows[d])).collect()),
            highs: Dimension::ALL.map(|d| contestants().map(|c| transform(c.highs()[d])).collect()),
            ranged: ranged.collect(),
            scores: vec![0.0; chosen.len()],
            keys: Vec::with_capacity(chosen.len()),
        }
    }

    /// Draws the score of each candidate.
    pub fn draw(&mut self, weights: &ByDimension<f64>, random: &mut Xoshiro256PlusPlus) {
        weigh(weights, &self.lows, &mut self.scores);
        if self.question.transform.is_none() {
            for (place, ranged) in &self.ranged {
                self.scores[*place] += weights[ranged.dimension] * ranged.width * uniform(random);
            }
        } else {
            for place in 0..self.chosen.len() {
                let contestant = &self.question.contestants[self.chosen[place]];
                if !contestant.ranged.is_empty() {
                    self.scores[place] = self.draw_one(place, weights, random);
                }
            }
        }
    }

    /// The same, where only first places count: a candidate that cannot reach the best so far is not
    /// drawn.
    pub fn draw_contenders(&mut self, weights: &ByDimension<f64>, random: &mut Xoshiro256PlusPlus) {
        weigh(weights, &self.highs, &mut self.scores);
        let mut best = f64::NEG_INFINITY;
        for place in 0..self.chosen.len() {
            self.scores[place] = if self.scores[place] < best - SLACK {
                f64::NEG_INFINITY
            } else {
                self.draw_one(place, weights, random)
            };
            best = best.max(self.scores[place]);
        }
    }

    fn draw_one(
        &self,
        place: usize,
        weights: &ByDimension<f64>,
        random: &mut Xoshiro256PlusPlus,
    ) -> f64 {
        let contestant = &self.question.contestants[self.chosen[place]];
        let mut values = contestant.lows;
        for ranged in &contestant.ranged {
            values[ranged.dimension] += ranged.width * uniform(random);
        }
        if let Some(transform) = self.question.transform {
            values = ByDimension(values.0.map(transform));
        }
        dot(weights, &values)
    }
}

/// The weighted sums of values that stand by dimension, then place: plain loops over plain slices, which
/// the compiler turns into vector instructions.
fn weigh(weights: &ByDimension<f64>, values: &[Vec<f64>; 5], sums: &mut [f64]) {
    let count = sums.len();
    let [a, b, c, d, e] = weights.0;
    let [va, vb, vc, vd, ve] = values.each_ref().map(|values| &values[..count]);
    for at in 0..count {
        sums[at] = a * va[at] + b * vb[at] + c * vc[at] + d * vd[at] + e * ve[at];
    }
}

fn dot(weights: &ByDimension<f64>, values: &ByDimension<f64>) -> f64 {
    weights
        .0
        .iter()
        .zip(&values.0)
        .map(|(weight, value)| weight * value)
        .sum()
}
