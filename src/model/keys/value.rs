//! The tables that stand where a value does: a need, a risk, a rating.

use super::key::{Key, KeyTable, Rule, ValueKind, key_tables};
use super::range::Range;

key_tables! {
    /// An entry of `[needs]` or of a candidate's `needs`.
    NEED = "a need" {
        "level": Number(Range::SOME_LEVEL), "the level of knowledge needed, 0..10";
        "amount": Number(Range::SOME_AMOUNT), "the capacity needed";
        "weight": Number(Range::WEIGHT), "its weight, 1 by default";
        "critical": YesNo, "whether the deal makes no sense without it";
    }
    rules {
        ExactlyOne(&["level", "amount"]);
    }

    /// An entry of `[risks]`.
    RISK = "a risk" {
        "probability" required: Number(Range::PROBABILITY), "how likely it is";
        "impact" required: Number(Range::SOME_MONEY), "what it would cost";
    }

    /// An entry of `[resources]`.
    RESOURCE = "a resource" {
        "required" required: Number(Range::SOME_AMOUNT), "how much is required";
        "weight": Number(Range::WEIGHT), "its weight, 1 by default";
    }

    /// `culture`: the OCAI profile.
    OCAI = "culture" {
        "clan" required: Number(Range::OCAI), "points for working as a family does";
        "adhocracy" required: Number(Range::OCAI), "points for working as inventors do";
        "market" required: Number(Range::OCAI), "points for working as competitors do";
        "hierarchy" required: Number(Range::OCAI), "points for working by rule";
    }

    /// `track_record`.
    TRACK_RECORD = "track_record" {
        "kept" required: Whole(Range::COUNT), "promises kept";
        "total" required: Whole(Range::COUNT), "promises made";
    }

    /// A rating in its long form.
    RATING = "a rating" {
        "score": Number(Range::RATING), "the rating";
        "low": Number(Range::RATING), "the lowest it may be";
        "high": Number(Range::RATING), "the highest it may be";
        "by": Numbers(Range::RATING), "the ratings of a panel, by reviewer";
        "evidence": Text, "what the rating rests on";
    }
    rules {
        OneAtLeast(&["score", "low", "by"]);
        Excludes("by", &["score", "low", "high"]);
    }
}

const POINTS: &[Key] = OCAI.keys;

/// The four numbers of the OCAI profile, in its own order.
pub const CULTURE: [&str; 4] = [
    POINTS[0].name,
    POINTS[1].name,
    POINTS[2].name,
    POINTS[3].name,
];
