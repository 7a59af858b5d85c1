//! Values that are checked as they are read, and ids that the program knows.

use std::num::NonZeroUsize;

use serde::{Deserialize, Deserializer, de};

use crate::criteria::Triple;
use crate::model::keys;

/// Value, low and high on 0..100.
pub(super) fn on_hundred(score: &Triple) -> (f64, f64, f64) {
    (score.value * 100.0, score.low * 100.0, score.high * 100.0)
}

/// A number within a range, forgiving the rounding of the last digit.
fn within<'de, D: Deserializer<'de>>(input: D, high: f64, what: &str) -> Result<f64, D::Error> {
    let number = f64::deserialize(input)?;
    let slack = high * 1e-9;
    if number >= -slack && number <= high + slack {
        return Ok(number);
    }
    Err(de::Error::custom(format!("{number} is not {what}")))
}

/// Reads a score, 0..100.
pub(super) fn hundred<'de, D: Deserializer<'de>>(input: D) -> Result<f64, D::Error> {
    within(input, 100.0, "a score of 0 to 100")
}

/// Reads a score, 0..100, or null.
pub(super) fn maybe_hundred<'de, D: Deserializer<'de>>(input: D) -> Result<Option<f64>, D::Error> {
    #[derive(Deserialize)]
    struct Hundred(#[serde(deserialize_with = "hundred")] f64);
    Ok(Option::<Hundred>::deserialize(input)?.map(|score| score.0))
}

/// Reads a part of a whole, 0..1.
pub(super) fn fraction<'de, D: Deserializer<'de>>(input: D) -> Result<f64, D::Error> {
    within(input, 1.0, "a fraction of 0 to 1")
}

/// Reads a weight as a deal gives it.
pub(super) fn weight<'de, D: Deserializer<'de>>(input: D) -> Result<f64, D::Error> {
    within(input, keys::LARGEST, "a weight")
}

/// Reads a rank, from 1.
pub(super) fn rank<'de, D: Deserializer<'de>>(input: D) -> Result<usize, D::Error> {
    NonZeroUsize::deserialize(input).map(NonZeroUsize::get)
}

/// Reads what may be null but is not left out.
pub(super) fn present<'de, D, T>(input: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(input).map(Some)
}

/// A verdict by its id.
pub(super) mod verdict {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::score::Verdict;

    pub fn serialize<S: Serializer>(verdict: &Verdict, output: S) -> Result<S::Ok, S::Error> {
        output.serialize_str(verdict.id())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Verdict, D::Error> {
        let id = String::deserialize(input)?;
        let found = Verdict::ALL.into_iter().find(|verdict| verdict.id() == id);
        found.ok_or_else(|| de::Error::custom(format!("unknown verdict `{id}`")))
    }
}

/// An outcome by its id.
pub(super) mod outcome {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::score::Outcome;

    pub fn serialize<S: Serializer>(outcome: &Outcome, output: S) -> Result<S::Ok, S::Error> {
        output.serialize_str(outcome.id())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Outcome, D::Error> {
        let id = String::deserialize(input)?;
        let known = [Outcome::Pass, Outcome::Undecided, Outcome::Fail];
        let found = known.into_iter().find(|outcome| outcome.id() == id);
        found.ok_or_else(|| de::Error::custom(format!("unknown outcome `{id}`")))
    }
}
