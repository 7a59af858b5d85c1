//! The numbers that keys take.

/// Numbers below this that are not 0 are taken for mistakes.
pub const SMALLEST: f64 = 1.0 / LARGEST;

/// The numbers that a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least number.
    pub low: f64,
    /// Whether `low` itself is left out.
    pub open: bool,
    /// The greatest number.
    pub high: f64,
    /// What the number is, in words: "a share", "money".
    pub what: &'static str,
}

/// Numbers above this are taken for mistakes; sums and products of those below stay finite.
pub const LARGEST: f64 = 1e100;

const fn at_least(low: f64, what: &'static str) -> Range {
    Range {
        low,
        open: false,
        high: LARGEST,
        what,
    }
}

const fn above(low: f64, what: &'static str) -> Range {
    Range {
        low,
        open: true,
        high: LARGEST,
        what,
    }
}

impl Range {
    /// A level of knowledge, a degree of control, a rating.
    pub const LEVEL: Range = Range {
        low: 0.0,
        open: false,
        high: 10.0,
        what: "a level",
    };
    /// A rating.
    pub const RATING: Range = Range {
        what: "a rating",
        ..Range::LEVEL
    };
    /// A part of the whole.
    pub const SHARE: Range = Range {
        low: 0.0,
        open: false,
        high: 1.0,
        what: "a share",
    };
    /// A probability of something that can happen.
    pub const PROBABILITY: Range = Range {
        low: 0.0,
        open: true,
        high: 1.0,
        what: "a probability",
    };
    /// An amount of money.
    pub const MONEY: Range = at_least(0.0, "an amount of money");
    /// An amount of money that is not nothing.
    pub const SOME_MONEY: Range = above(0.0, "an amount of money");
    /// A weight or a priority.
    pub const WEIGHT: Range = at_least(0.0, "a weight");
    /// A quantity of a capacity or a resource.
    pub const AMOUNT: Range = at_least(0.0, "an amount");
    /// A quantity that is not nothing.
    pub const SOME_AMOUNT: Range = above(0.0, "an amount");
    /// A level that is not nothing.
    pub const SOME_LEVEL: Range = Range {
        open: true,
        ..Range::LEVEL
    };
    /// A number of years that is not nothing.
    pub const SOME_YEARS: Range = above(0.0, "a number of years");
    /// A number of years.
    pub const YEARS: Range = at_least(0.0, "a number of years");
    /// A whole number of things.
    pub const COUNT: Range = at_least(0.0, "a count");
    /// A whole number of things, one at least.
    pub const SOME_COUNT: Range = at_least(1.0, "a count");
    /// A minimum on the scale of scores.
    pub const MINIMUM: Range = Range {
        low: 0.0,
        open: false,
        high: 100.0,
        what: "a minimum",
    };
    /// One of the four OCAI numbers.
    pub const OCAI: Range = Range {
        low: 0.0,
        open: false,
        high: 100.5,
        what: "OCAI points",
    };
    /// A judgement on Saaty's scale, from 1/9, which people round to 0.11, to 9.
    pub const RATIO: Range = Range {
        low: 0.11,
        open: false,
        high: 9.0,
        what: "a ratio",
    };
    /// Any number.
    pub const MEASURE: Range = Range {
        low: -LARGEST,
        open: false,
        high: LARGEST,
        what: "a measure",
    };

    /// Whether the number lies in the range, and is 0 or large enough that products of several stay
    /// numbers.
    pub fn holds(&self, number: f64) -> bool {
        let above = if self.open {
            number > self.low
        } else {
            number >= self.low
        };
        let is_meant = number == 0.0 || number.abs() >= SMALLEST;
        above && number <= self.high && is_meant
    }

    /// The range in words: "from 0 to 1", "above 0".
    pub fn words(&self) -> String {
        let least = if self.open { "above" } else { "at least" };
        match (self.low <= -LARGEST, self.high >= LARGEST) {
            (true, _) => "any finite number".to_owned(),
            (false, true) => format!("{least} {}", self.low),
            (false, false) if self.open => format!("above 0 and at most {}", self.high),
            (false, false) if self.low == Range::RATIO.low => "from 1/9 to 9".to_owned(),
            (false, false) => format!("from {} to {}", self.low, self.high),
        }
    }
}
