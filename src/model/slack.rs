//! How far two numbers may be apart and count as equal.

/// The slack of every comparison: absolute for shares and scores, relative for money, amounts,
/// resources and fills. It forgives rounding, never a difference that somebody could mean.
pub const SLACK: f64 = 1e-9;
