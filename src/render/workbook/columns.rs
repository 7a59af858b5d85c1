//! The names of the sheets, their first rows and their columns, for those that refer to them.

/// The names of the sheets, in their order.
pub(super) const SHEETS: [&str; 7] = [
    summary::NAME,
    weights::NAME,
    scores::NAME,
    criteria::NAME,
    gates::NAME,
    ask_next::NAME,
    sources::NAME,
];

pub(super) mod summary {
    pub const NAME: &str = "Summary";
}

pub(super) mod weights {
    pub const NAME: &str = "Weights";
    /// The row of the first dimension.
    pub const FIRST: u32 = 4;
    /// The rows between two tables: the sum of the first, an empty one, a heading, and the names of columns.
    pub const BETWEEN: u32 = 4;
    pub const WEIGHT: u16 = 2;
    pub const SHARE: u16 = 3;
    pub const WORST: u16 = 4;
    pub const BEST: u16 = 5;
    pub const ABOUT: u16 = 6;
}

pub(super) mod scores {
    use super::criteria;

    pub const NAME: &str = "Scores";
    /// The row of the first candidate.
    pub const FIRST: u32 = 4;
    pub const CANDIDATE: u16 = 0;
    pub const RANK: u16 = 1;
    pub const TOTAL: u16 = 2;
    pub const LOW: u16 = 3;
    pub const HIGH: u16 = 4;
    pub const KNOWN: u16 = 5;
    pub const DIMENSIONS: u16 = 6;

    /// A number a dimension: a group of columns, in this order.
    #[derive(Clone, Copy, PartialEq)]
    pub enum Part {
        Score,
        Low,
        High,
        /// If half of what is open turns out well.
        Half,
        Known,
    }

    impl Part {
        /// Each with its title, and the column of the criteria of which it is the mean.
        pub const ALL: [(Part, &'static str, u16); 5] = [
            (Part::Score, "Score", criteria::SCORE),
            (Part::Low, "Low", criteria::LOW),
            (Part::High, "High", criteria::HIGH),
            (
                Part::Half,
                "If half of what is open turns out well",
                criteria::HALF,
            ),
            (Part::Known, "Known", criteria::KNOWN),
        ];
    }
}

pub(super) mod criteria {
    pub const NAME: &str = "Criteria";
    /// The row of the first candidate and criterion; above it stand the names of columns, and the weights of reviewers.
    pub const FIRST: u32 = 5;
    pub const MARKER_WEIGHTS: u32 = FIRST - 2;
    pub const CANDIDATE: u16 = 0;
    pub const DIMENSION: u16 = 1;
    pub const CRITERION: u16 = 2;
    pub const SCORE: u16 = 3;
    pub const LOW: u16 = 4;
    pub const HIGH: u16 = 5;
    pub const KNOWN: u16 = 6;
    pub const SOURCE: u16 = 7;
    pub const DETAIL: u16 = 8;
    pub const EVIDENCE: u16 = 9;
    pub const MEASURE: u16 = 10;
    pub const RATING: u16 = 11;
    pub const LEAST: u16 = 12;
    pub const MOST: u16 = 13;
    pub const AGREED: u16 = 14;
    /// The rating that counts: what was agreed, else the mean of the marks, else the rating.
    pub const COUNTS: u16 = 15;
    /// The score if half of what is open turns out well, on which conditional verdicts rest.
    pub const HALF: u16 = 16;
    /// The first reviewer's marks.
    pub const MARKS: u16 = 17;
}

pub(super) mod gates {
    pub const NAME: &str = "Gates";
    /// The row of the first candidate; above it stand the names of columns, who set each gate, and the minimums.
    pub const FIRST: u32 = 5;
    pub const HEAD: u32 = FIRST - 1;
    pub const FROM: u32 = FIRST - 2;
    pub const MINIMUM: u32 = FIRST - 3;
    pub const CANDIDATE: u16 = 0;
    pub const VERDICT: u16 = 1;
    /// The first gate.
    pub const OUTCOMES: u16 = 2;
}

pub(super) mod ask_next {
    pub const NAME: &str = "Ask next";
}

pub(super) mod sources {
    pub const NAME: &str = "Sources";
}
