//! The numbers that keys take.

use crate::model::number::number;

/// Numbers above this are taken for mistakes; sums and products of those below stay finite.
pub const LARGEST: f64 = 1e100;
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

impl Range {
    const fn from_to(low: f64, high: f64, what: &'static str) -> Self {
        Range {
            low,
            open: false,
            high,
            what,
        }
    }

    const fn at_least(low: f64, what: &'static str) -> Self {
        Self::from_to(low, LARGEST, what)
    }

    /// The range without its least number.
    const fn open(self) -> Self {
        Range { open: true, ..self }
    }

    /// A level of knowledge or a degree of control.
    pub const LEVEL: Range = Range::from_to(0.0, 10.0, "a level");
    /// A level that is not nothing.
    pub const SOME_LEVEL: Range = Range::LEVEL.open();
    /// A rating on a scale from one number to another.
    pub const fn rating((worst, best): (f64, f64)) -> Self {
        match worst < best {
            true => Range::from_to(worst, best, "a rating"),
            false => Range::from_to(best, worst, "a rating"),
        }
    }

    /// The scale of ratings where nobody says otherwise.
    pub const RATINGS: (f64, f64) = (0.0, 10.0);
    /// A part of the whole.
    pub const SHARE: Range = Range::from_to(0.0, 1.0, "a share");
    /// A probability of something that can happen.
    pub const PROBABILITY: Range = Range::from_to(0.0, 1.0, "a probability").open();
    /// An amount of money.
    pub const MONEY: Range = Range::at_least(0.0, "an amount of money");
    /// An amount of money that is not nothing.
    pub const SOME_MONEY: Range = Range::MONEY.open();
    /// A weight or a priority.
    pub const WEIGHT: Range = Range::at_least(0.0, "a weight");
    /// A quantity of a capacity or a resource.
    pub const AMOUNT: Range = Range::at_least(0.0, "an amount");
    /// A quantity that is not nothing.
    pub const SOME_AMOUNT: Range = Range::AMOUNT.open();
    /// A number of years.
    pub const YEARS: Range = Range::at_least(0.0, "a number of years");
    /// A number of years that is not nothing.
    pub const SOME_YEARS: Range = Range::YEARS.open();
    /// A whole number of things.
    pub const COUNT: Range = Range::at_least(0.0, "a count");
    /// A whole number of things, one at least.
    pub const SOME_COUNT: Range = Range::at_least(1.0, "a count");
    /// A minimum on the scale of scores.
    pub const MINIMUM: Range = Range::from_to(0.0, 100.0, "a minimum");
    /// One of the four OCAI numbers.
    pub const OCAI: Range = Range::from_to(0.0, 100.5, "points of the OCAI questionnaire");
    /// A judgement on Saaty's scale, from 1/9, which people round to 0.11, to 9.
    pub const RATIO: Range = Range::from_to(0.11, 9.0, "a ratio");
    /// Any number.
    pub const MEASURE: Range = Range::from_to(-LARGEST, LARGEST, "a measure");

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
            (false, true) => format!("{least} {}", number(self.low)),
            (false, false) if self.open => format!("above 0 and at most {}", number(self.high)),
            (false, false) if self.low == Range::RATIO.low => "from 1/9 to 9".to_owned(),
            (false, false) => format!("from {} to {}", number(self.low), number(self.high)),
        }
    }
}
