//! Where a criterion counts in the total of a set, and sums of offers.

/// Where a criterion counts, and how much.
#[derive(Clone, Copy)]
pub(super) struct Weighted {
    /// Under the arithmetic mean everything adds up in one group; under the geometric mean each
    /// dimension is a group of its own.
    pub group: usize,
    /// Its weight in the group.
    pub weight: f64,
}

/// The sum of the `count` largest numbers.
pub(super) fn largest_sum(numbers: &mut [f64], count: usize) -> f64 {
    if count == 0 {
        return 0.0;
    }
    if count < numbers.len() {
        numbers.select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a));
        return numbers[..count].iter().sum();
    }
    numbers.iter().sum()
}
