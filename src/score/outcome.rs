//! What came of a gate.

/// What came of a gate; the harder, the later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It holds on what is proven.
    #[default]
    Pass,
    /// It may hold once more is known.
    Undecided,
    /// It cannot hold, whatever else becomes known.
    Fail,
}

impl Outcome {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Undecided => "undecided",
            Outcome::Fail => "fail",
        }
    }
}
