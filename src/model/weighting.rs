//! The published rules that turn importance into weights.

use super::dimension::{ByDimension, Dimension};
use super::slack::SLACK;
use super::table::table;

table! {
    /// How an order of importance becomes numbers.
    #[derive(Default)]
    pub enum Method: ALL {
        /// The stable id.
        id: &'static str,
    }

    /// Place k of 5 weighs 2 (6 - k) / 30 (W. G. Stillwell, D. A. Seaver and W. Edwards, "A comparison of
    /// weight approximation techniques in multiattribute utility decision making", Organizational Behavior
    /// and Human Performance 28 (1981), 62-77).
    #[default]
    RankSum { id: "rank-sum" }
    /// Place k of 5 weighs 1/5 sum over i = k..5 of 1/i (F. H. Barron and B. E. Barrett, "Decision quality
    /// using ranked attribute weights", Management Science 42 (1996), 1515-1523).
    Centroid { id: "centroid" }
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

/// The order of importance that weights imply: sorted descending, a weight joining a tier if it is
/// within the slack of that tier's first. A dimension of weight 0 takes no part.
pub fn to_order(weights: &ByDimension<f64>) -> Vec<Vec<Dimension>> {
    let mut dimensions: Vec<Dimension> = Dimension::ALL
        .into_iter()
        .filter(|&d| weights[d] > 0.0)
        .collect();
    // Stable: equal weights stay in the listing order.
    dimensions.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    let mut order: Vec<Vec<Dimension>> = Vec::new();
    for dimension in dimensions {
        match order.last_mut() {
            Some(tier) if weights[tier[0]] - weights[dimension] <= SLACK => tier.push(dimension),
            _ => order.push(vec![dimension]),
        }
    }
    for tier in &mut order {
        tier.sort();
    }
    order
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
