//! Whether a lead holds under every weighting that keeps the order of importance.

use crate::model::{ByDimension, Dimension, SLACK};

/// Whether A is at least B for every weight vector that keeps the order.
///
/// The weight vectors that keep an order form a simplex-like region whose extreme points weigh an
/// up-set of the order evenly: all higher tiers and a non-empty subset of the next. A linear
/// difference is nowhere negative on the region iff it is not negative at the extreme points, so it
/// is enough that the sum of A - B over every up-set is at least 0.
pub fn dominates(order: &[Vec<Dimension>], a: &ByDimension<f64>, b: &ByDimension<f64>) -> bool {
    dominates_by(order, a, b, -SLACK)
}

/// Whether A is ahead of B by more than `margin` at every extreme point, up to the factor by which an
/// up-set is larger than one dimension.
pub(super) fn dominates_by(
    order: &[Vec<Dimension>],
    a: &ByDimension<f64>,
    b: &ByDimension<f64>,
    margin: f64,
) -> bool {
    let mut higher = 0.0;
    for tier in order {
        let differences = || tier.iter().map(|&dimension| a[dimension] - b[dimension]);
        // The worst subset of a tier is that of its negative differences, or if there are none, that
        // of the least.
        let negative: f64 = differences().filter(|&d| d < 0.0).sum();
        let worst = if negative < 0.0 {
            negative
        } else {
            differences().fold(f64::MAX, f64::min)
        };
        if higher + worst < margin {
            return false;
        }
        higher += differences().sum::<f64>();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dimension::*;

    fn order() -> Vec<Vec<Dimension>> {
        vec![vec![RiskSharing], vec![Compatibility, Commitment]]
    }

    fn of(risk: f64, compatibility: f64, commitment: f64) -> ByDimension<f64> {
        ByDimension([compatibility, 0.0, risk, 0.0, commitment])
    }

    #[test]
    fn a_lead_in_the_first_tier_makes_up_for_the_next() {
        let b = of(0.5, 0.5, 0.5);
        assert!(
            dominates(&order(), &of(0.8, 0.4, 0.3), &b),
            "+0.3 -0.1 -0.2 = 0"
        );
        assert!(
            !dominates(&order(), &of(0.8, 0.4, 0.2), &b),
            "+0.3 -0.1 -0.3 < 0"
        );
        assert!(
            dominates(&order(), &of(0.8, 0.9, 0.2), &b),
            "+0.3 -0.3 = 0, the rest helps"
        );
        assert!(
            !dominates(&order(), &of(0.4, 0.9, 0.9), &b),
            "behind where it matters most"
        );
        assert!(dominates(&order(), &b, &b), "at least as good as itself");
    }
}
