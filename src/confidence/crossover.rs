//! The nearest weight at which another candidate takes the lead.

use crate::model::{ByDimension, Dimension, SLACK};

/// A change of one weight that changes the leader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossover {
    /// Whose weight.
    pub dimension: Dimension,
    /// The weight now.
    pub from: f64,
    /// The weight at which the two are even; beyond it the new leader is ahead.
    pub to: f64,
    /// Who then leads, by place.
    pub new_leader: usize,
}

/// The nearest crossover, moving the weight of one dimension between 0 and 1 while the others keep
/// their proportions; ties by dimension, then by place.
///
/// Along such a move the lead over another candidate is linear in the weight t: with D the
/// difference in the dimension and R that in the others at their proportions,
/// t D + (1 - t) R, which is 0 at t = R / (R - D).
pub fn nearest(
    weights: &ByDimension<f64>,
    values: &[ByDimension<f64>],
    leader: usize,
) -> Option<Crossover> {
    let mut nearest: Option<(f64, f64, Crossover)> = None;
    for (dimension, &from) in weights.iter().filter(|(_, weight)| **weight < 1.0 - SLACK) {
        for (other, value) in values
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != leader)
        {
            let difference = |d: Dimension| values[leader][d] - value[d];
            let here = difference(dimension);
            let rest = weights
                .iter()
                .filter(|(d, _)| *d != dimension)
                .map(|(d, weight)| weight * difference(d))
                .sum::<f64>()
                / (1.0 - from);
            let Some(to) = crossing(from, here, rest) else {
                continue;
            };
            let distance = (to - from).abs();
            // Of those that cross at the same place, the one that then gains fastest leads.
            let slope = -(here - rest).abs();
            let crossover = Crossover {
                dimension,
                from,
                to,
                new_leader: other,
            };
            let is_nearer = nearest.as_ref().is_none_or(|(d, s, best)| {
                distance < d - 1e-12
                    || (distance <= d + 1e-12 && best.dimension == dimension && slope < s - 1e-12)
            });
            if is_nearer {
                nearest = Some((distance, slope, crossover));
            }
        }
    }
    nearest.map(|(_, _, crossover)| crossover)
}

/// Where t D + (1 - t) R turns negative, going from `from` towards 0 or 1.
fn crossing(from: f64, here: f64, rest: f64) -> Option<f64> {
    let is_behind = |t: f64| t * here + (1.0 - t) * rest < -SLACK;
    // Linear: behind at one end at most, unless it is behind already.
    if !is_behind(0.0) && !is_behind(1.0) {
        return None;
    }
    let to = rest / (rest - here);
    // Even now: the smallest move decides.
    let to = if to.is_finite() {
        to.clamp(0.0, 1.0)
    } else {
        from
    };
    let moves_there = if is_behind(0.0) {
        to <= from + SLACK
    } else {
        to >= from - SLACK
    };
    moves_there.then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A leads B by 0.5 x 0.4 - 0.5 x 0.2 = 0.1; with weight t on the first, 0.4 t - 0.2 (1 - t) = 0
    /// at t = 1/3.
    #[test]
    fn the_crossing_is_where_both_are_even() {
        let weights = ByDimension([0.5, 0.5, 0.0, 0.0, 0.0]);
        let a = ByDimension([0.9, 0.4, 0.0, 0.0, 0.0]);
        let b = ByDimension([0.5, 0.6, 0.0, 0.0, 0.0]);
        let crossover = nearest(&weights, &[a, b], 0).expect("one");
        assert_eq!(crossover.dimension, Dimension::Compatibility);
        assert!((crossover.to - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(crossover.new_leader, 1);
    }

    #[test]
    fn a_leader_in_everything_has_no_crossover() {
        let weights = ByDimension([0.2; 5]);
        let a = ByDimension([0.9; 5]);
        let b = ByDimension([0.9, 0.8, 0.9, 0.1, 0.2]);
        assert_eq!(nearest(&weights, &[a, b], 0), None);
    }
}
