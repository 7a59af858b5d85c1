//! Ranks.

use crate::model::SLACK;

/// The order in which candidates are listed, and the rank of each: 1 + the number of candidates whose
/// value exceeds its own by more than the slack; listed by rank, then name.
pub fn rank(candidates: &[(&str, f64)]) -> Vec<(usize, usize)> {
    let mut values: Vec<f64> = candidates.iter().map(|(_, value)| *value).collect();
    values.sort_unstable_by(|a, b| b.total_cmp(a));
    let rank = |value: f64| 1 + values.partition_point(|other| other - value > SLACK);
    let ranks = candidates.iter().map(|(_, value)| rank(*value));
    let mut ranked: Vec<(usize, usize)> = ranks.enumerate().collect();
    ranked.sort_by_key(|&(at, rank)| (rank, candidates[at].0));
    ranked
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn equal_values_share_a_rank_and_stand_by_name() {
        let ranked = rank(&[("b", 0.5), ("c", 0.7), ("a", 0.5 + 1e-10), ("d", 0.1)]);
        assert_eq!(ranked, [(1, 1), (2, 2), (0, 2), (3, 4)]);
    }
}
