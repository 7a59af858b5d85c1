//! A score with the range it could still reach.

use std::ops::Add;

use crate::deal::Rating;

/// A score: what is proven, what it is at least, what it could still become. On 0..1 with
/// `low <= value <= high`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Triple {
    /// The score.
    pub value: f64,
    /// The lowest it may be.
    pub low: f64,
    /// The highest it may be.
    pub high: f64,
}

impl Triple {
    /// No evidence, no points, and everything still possible.
    pub const UNKNOWN: Triple = Triple {
        value: 0.0,
        low: 0.0,
        high: 1.0,
    };

    /// A score without a range.
    pub fn exact(value: f64) -> Self {
        Self {
            value,
            low: value,
            high: value,
        }
    }

    /// A score that is proven and may rise.
    pub fn up_to(value: f64, high: f64) -> Self {
        Self {
            high: high.max(value),
            ..Self::exact(value)
        }
    }

    /// Applies a function to value, low and high separately.
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self {
            value: f(self.value),
            low: f(self.low),
            high: f(self.high),
        }
    }
}

impl From<&Rating> for Triple {
    fn from(rating: &Rating) -> Self {
        Self {
            // -0 and 0 are the same number and not the same text.
            value: rating.score + 0.0,
            low: rating.low + 0.0,
            high: rating.high + 0.0,
        }
    }
}

impl Add for Triple {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }
}

/// Cut to 0..1; what is not a number, as a ratio of two extremes can be, counts 0, and so does -0.
pub fn clamp(x: f64) -> f64 {
    // `f64::clamp` hands NaN on.
    if x.is_nan() {
        0.0
    } else {
        x.clamp(0.0, 1.0) + 0.0
    }
}

/// How much of a whole is reached, 0..1; where there is nothing to reach, all is.
pub fn reached(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        clamp(part / whole)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::clamp;

    #[test]
    fn what_is_no_share_is_cut() {
        for (x, cut) in [
            (f64::NAN, 0.0_f64),
            (-0.0, 0.0),
            (-1.0, 0.0),
            (0.5, 0.5),
            (f64::INFINITY, 1.0),
        ] {
            assert_eq!(clamp(x).to_bits(), cut.to_bits(), "{x}");
        }
    }
}
