//! The tables that stand where a value does: a need, a risk, a rating.

use super::key::{Key, KeyTable, Rule, ValueKind, key_tables};
use super::range::Range;
use crate::model::evidence::Grade;
use crate::model::{Builtin, Dimension};

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
        "score": Number(Range::MEASURE), "the rating";
        "low": Number(Range::MEASURE), "the worst it may be";
        "high": Number(Range::MEASURE), "the best it may be";
        "by": Marks, "the marks of a panel, by reviewer";
        "consensus": Mark, "what the panel agreed on: it counts, and the marks stay in the report";
        "evidence": Evidence, "what the rating rests on";
    }
    rules {
        OneAtLeast(&["score", "low", "by"]);
        Excludes("by", &["score", "low", "high"]);
        Needs("consensus", &["by"]);
    }

    /// A mark of a reviewer in its long form.
    MARK = "a mark" {
        "score": Number(Range::MEASURE), "the mark";
        "abstains": Text, "why there is none";
        "evidence": Evidence, "what the mark rests on";
    }
    rules {
        ExactlyOne(&["score", "abstains"]);
    }

    /// Where a fact or a rating comes from.
    EVIDENCE = "evidence" {
        "text": Text, "what shows it";
        "by": Text, "who says so";
        "seen": Day, "the day it was seen";
        "until": Day, "the last day on which it counts";
        "grade": OneOf(Grade::ids), "how firm it is";
    }

    /// An entry of `[reviewers]`.
    REVIEWER = "a reviewer" {
        "weight": Number(Range::WEIGHT), "what their marks count, 1 by default";
        "role": Text, "who they are";
        "rates": IdsOrOwn(criteria_and_dimensions), "ids of what they may rate; all by default";
    }

    /// An entry of `[dimensions]`.
    DIMENSION = "[dimensions]" {
        "label": Name, "what reports call it";
    }

    /// An entry of `[[coalitions]]`.
    COALITION = "[[coalitions]]" {
        "members" required: Texts, "names of parties, the organization by its own; two at least";
        "cost" required: Number(Range::MONEY), "what they would pay together, without the others";
    }

    /// `[letter]`: no part of any score.
    LETTER = "[letter]" {
        "sender": Text, "who writes";
        "opening": Text, "the words before the reasons";
        "closing": Text, "the words after them";
        "deadline": Day, "until when questions may be asked";
        "language": Text, "the language of the letters";
    }

    /// An entry of `[[alternatives]]`: no part of any score.
    ALTERNATIVE = "[[alternatives]]" {
        "name" required: Name, "what the variant is called";
        "set": Anything, "keys of this deal and what they say instead";
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

/// The ids that can be rated by hand, besides the user's own.
pub fn criteria_and_dimensions() -> Vec<&'static str> {
    let criteria = Builtin::ALL.iter().map(|builtin| builtin.id());
    criteria.chain(Dimension::ids()).collect()
}
