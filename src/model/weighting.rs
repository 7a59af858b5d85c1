//! The published rules that turn importance into weights.

use super::dimension::{ByDimension, Dimension};
use super::slack::SLACK;
use super::table::table;

table! {
    /// How an order of importance becomes numbers.
    #[derive(Default)]
    pub enum Method: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    /// Place k of 5 weighs 2 (6 - k) / 30 (W. G. Stillwell, D. A. Seaver and W. Edwards, "A comparison of
    /// weight approximation techniques in multiattribute utility decision making", Organizational Behavior
    /// and Human Performance 28 (1981), 62-77).
    #[default]
    RankSum { about: "Place k of 5 weighs 2 (6 - k) / 30: even steps.", id: "rank-sum" }
    /// Place k of 5 weighs 1/5 sum over i = k..5 of 1/i (F. H. Barron and B. E. Barrett, "Decision quality
    /// using ranked attribute weights", Management Science 42 (1996), 1515-1523).
    Centroid { about: "Place k of 5 weighs 1/5 of the sum of 1/i over i = k..5: the first far above.", id: "centroid" }
}

table! {
    /// What claims about other weights may change.
    #[derive(Default)]
    pub enum Vary: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    #[default]
    Order { about: "Any weights that keep the order of importance.", id: "order" }
    None { about: "Nothing: the weights are published.", id: "none" }
}

table! {
    /// Against what a measure is set that earns points beside those of others.
    pub enum Relative: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    Lowest { about: "The lowest measure earns all: lowest / measure.", id: "lowest" }
    Highest { about: "The highest measure earns all: measure / highest.", id: "highest" }
}

impl Method {
    /// The weight of place k, from 1.
    fn place(self, k: usize) -> f64 {
        match self {
            Method::RankSum => 2.0 * (6 - k) as f64 / 30.0,
            Method::Centroid => (k..=5).map(|i| 1.0 / i as f64).sum::<f64>() / 5.0,
        }
    }
}

/// The weights of an order of importance; tied dimensions get the mean of their places.
pub fn from_order<T: AsRef<[Dimension]>>(order: &[T], method: Method) -> ByDimension<f64> {
    let mut weights = ByDimension::default();
    let mut place = 1;
    for tier in order.iter().map(AsRef::as_ref) {
        let places = place..place + tier.len();
        let mean = places.clone().map(|k| method.place(k)).sum::<f64>() / tier.len() as f64;
        for &dimension in tier {
            weights[dimension] = mean;
        }
        place = places.end;
    }
    weights
}

/// A weight joins a tier if it is at least this part of that tier's first: a nudge must not buy a claim (a judgement).
const SAME_TIER: f64 = 0.9;

/// The order of importance that weights imply, by place: sorted descending, a weight joining a tier if it is at least
/// nine tenths of that tier's first. What weighs 0 takes no part.
pub fn tiers(weights: &[f64]) -> Vec<Vec<usize>> {
    let mut places: Vec<usize> = (0..weights.len())
        .filter(|&place| weights[place] > 0.0)
        .collect();
    // Stable: equal weights stay in the listing order.
    places.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    let mut tiers: Vec<Vec<usize>> = Vec::new();
    for place in places {
        match tiers.last_mut() {
            Some(tier) if weights[place] >= SAME_TIER * weights[tier[0]] - SLACK => {
                tier.push(place);
            }
            _ => tiers.push(vec![place]),
        }
    }
    for tier in &mut tiers {
        tier.sort_unstable();
    }
    tiers
}

/// The order of importance of dimensions that their weights imply.
pub fn to_order(weights: &ByDimension<f64>) -> Vec<Vec<Dimension>> {
    let dimensions = |tier: Vec<usize>| tier.into_iter().map(|at| Dimension::ALL[at]).collect();
    tiers(&weights.0).into_iter().map(dimensions).collect()
}

/// The weights of a group of which some may lie in a range: today's, and their ends as parts of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Today's weights; they sum to 1.
    pub shares: Vec<f64>,
    /// The least and the greatest of each; `None` where none is a range.
    pub ranges: Option<Vec<(f64, f64)>>,
}

/// Shares out weights of which some are ranges [low, high]; `None` if all are 0.
///
/// The whole T is the sum of the middles, but 100, or else 1, where that is within a tenth of the sum and can be
/// reached. The weights start at the middles, and what lacks to T is shared among them in proportion to the room that
/// each has left in that direction; then they are divided by T.
pub fn spread(weights: &[(f64, f64)]) -> Option<Spread> {
    let middle = |&(low, high): &(f64, f64)| low + (high - low) / 2.0;
    let sum: f64 = weights.iter().map(middle).sum();
    if sum <= 0.0 {
        return None;
    }
    if weights.iter().all(|(low, high)| low == high) {
        let shares = weights.iter().map(|(weight, _)| weight / sum).collect();
        return Some(Spread {
            shares,
            ranges: None,
        });
    }
    let ends = |end: fn(&(f64, f64)) -> f64| weights.iter().map(end).sum::<f64>();
    let (low, high) = (ends(|w| w.0), ends(|w| w.1));
    let fits = |whole: &f64| (whole - sum).abs() <= sum / 10.0 && low <= *whole && *whole <= high;
    let whole = [100.0, 1.0].into_iter().find(fits).unwrap_or(sum);
    let lack = whole - sum;
    let room = |range: &(f64, f64)| match lack > 0.0 {
        true => range.1 - middle(range),
        false => middle(range) - range.0,
    };
    let all_room: f64 = weights.iter().map(room).sum();
    let part = match all_room > 0.0 {
        true => lack / all_room,
        false => 0.0,
    };
    let share = |range: &(f64, f64)| (middle(range) + part * room(range)) / whole;
    Some(Spread {
        shares: weights.iter().map(share).collect(),
        ranges: Some(
            weights
                .iter()
                .map(|(low, high)| (low / whole, high / whole))
                .collect(),
        ),
    })
}

/// A matrix of comparisons: how many times the row matters more than the column.
pub type Comparisons = [[f64; 5]; 5];

/// What a matrix of comparisons says.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The principal eigenvector, summing to 1 (T. L. Saaty, "The Analytic Hierarchy Process", 1980).
    pub weights: ByDimension<f64>,
    /// (largest eigenvalue - 5) / 4, divided by the random index 1.12 of five things.
    pub consistency_ratio: f64,
    /// The three dimensions whose comparisons contradict one another most.
    pub worst_triple: [Dimension; 3],
}

/// The weights of a full reciprocal matrix of comparisons.
pub fn from_comparisons(matrix: &Comparisons) -> Judgement {
    // Squared 14 times: the 16,384th power, in which nothing but the principal eigenvector is left.
    let mut power = *matrix;
    for _ in 0..14 {
        let mut square = [[0.0; 5]; 5];
        for (i, row) in square.iter_mut().enumerate() {
            for (j, cell) in row.iter_mut().enumerate() {
                *cell = (0..5).map(|k| power[i][k] * power[k][j]).sum();
            }
        }
        let largest = square.as_flattened().iter().copied().fold(0.0, f64::max);
        power = square.map(|row| row.map(|cell| cell / largest));
    }
    let rows = power.map(|row| row.iter().sum::<f64>());
    let total: f64 = rows.iter().sum();
    let weights = rows.map(|row| row / total);
    let eigenvalue = (0..5)
        .map(|i| (0..5).map(|j| matrix[i][j] * weights[j]).sum::<f64>() / weights[i])
        .sum::<f64>()
        / 5.0;
    Judgement {
        weights: ByDimension(weights),
        consistency_ratio: ((eigenvalue - 5.0) / 4.0 / 1.12).max(0.0),
        worst_triple: worst_triple(matrix),
    }
}

fn worst_triple(matrix: &Comparisons) -> [Dimension; 3] {
    let mut worst = (
        0.0,
        [Dimension::ALL[0], Dimension::ALL[1], Dimension::ALL[2]],
    );
    for i in 0..5 {
        for j in i + 1..5 {
            for k in j + 1..5 {
                let cycle = matrix[i][j] * matrix[j][k] * matrix[k][i];
                let contradiction = cycle.max(1.0 / cycle);
                if contradiction > worst.0 {
                    worst = (contradiction, [i, j, k].map(|at| Dimension::ALL[at]));
                }
            }
        }
    }
    worst.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Relationship;
    use Dimension::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    /// Barron and Barrett (1996), the weights of five things.
    #[test]
    fn full_orders_give_the_published_weights() {
        let order = Dimension::ALL.map(|d| [d]);
        let rank_sum = from_order(&order, Method::RankSum);
        for (weight, exact) in rank_sum.0.iter().zip([5.0, 4.0, 3.0, 2.0, 1.0]) {
            close(*weight, exact / 15.0);
        }
        let centroid = from_order(&order, Method::Centroid);
        let exact = [137.0 / 300.0, 77.0 / 300.0, 47.0 / 300.0, 0.09, 0.04];
        for (weight, exact) in centroid.0.iter().zip(exact) {
            close(*weight, exact);
        }
    }

    #[test]
    fn ties_share_the_mean_of_their_places() {
        let weights = from_order(Relationship::StrategicAlliance.order(), Method::RankSum);
        close(weights[Compatibility], 0.3);
        close(weights[Complementarity], 0.3);
        close(weights[CostSharing], 1.0 / 6.0);
        close(weights[RiskSharing], 1.0 / 15.0);
    }

    #[test]
    fn weights_imply_their_order() {
        for relationship in Relationship::ALL {
            let weights = from_order(relationship.order(), Method::RankSum);
            let order = to_order(&weights);
            let stated: Vec<Vec<Dimension>> = relationship
                .order()
                .iter()
                .map(|tier| {
                    let mut tier = tier.to_vec();
                    tier.sort();
                    tier
                })
                .collect();
            assert_eq!(order, stated);
        }
        let none = to_order(&ByDimension([0.0, 0.5, 0.0, 0.5 - 1e-10, 0.0]));
        assert_eq!(none, [[Complementarity, CostSharing]]);
    }

    /// Comparisons made from weights give the weights back, and are consistent.
    #[test]
    fn consistent_comparisons_give_their_weights() {
        let weights = [0.4, 0.2, 0.2, 0.1, 0.1];
        let matrix = weights.map(|a| weights.map(|b| a / b));
        let judgement = from_comparisons(&matrix);
        for (weight, exact) in judgement.weights.0.iter().zip(weights) {
            close(*weight, exact);
        }
        close(judgement.consistency_ratio, 0.0);
    }

    /// One contradiction among otherwise equal dimensions: a/b = 9, b/c = 9, c/a = 9.
    #[test]
    fn the_contradiction_is_named() {
        let mut matrix = [[1.0; 5]; 5];
        for (i, j) in [(1, 2), (2, 4), (4, 1)] {
            matrix[i][j] = 9.0;
            matrix[j][i] = 1.0 / 9.0;
        }
        let judgement = from_comparisons(&matrix);
        assert!(judgement.consistency_ratio > 0.10);
        assert_eq!(
            judgement.worst_triple,
            [Complementarity, RiskSharing, Commitment]
        );
    }
}
