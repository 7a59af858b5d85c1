//! The keys of a review file: what one reviewer says of the candidates, or what a meeting agreed on.

use super::key::{Key, KeyTable, Rule, ValueKind, key_tables};
use super::range::Range;

key_tables! {
    /// The top level of a review file.
    REVIEW_FILE = "the review file" {
        "review": Table(&REVIEW), "whose marks these are";
        "consensus": Table(&CONSENSUS), "in the place of it: these are the marks that a meeting agreed on";
        "candidates": Tables(&REVIEWED), "the candidates that are marked";
    }
    rules {
        ExactlyOne(&["review", "consensus"]);
    }

    /// `[review]`.
    REVIEW = "[review]" {
        "reviewer" required: Name, "who marks";
        "deal" required: Name, "the name of the deal";
        "seal": Text, "the seal of the rules for which the file was made";
        "parts": NameTexts, "the digest of the rules of each part";
    }

    /// `[consensus]`.
    CONSENSUS = "[consensus]" {
        "deal" required: Name, "the name of the deal";
        "seal": Text, "the seal of the rules for which the file was made";
        "parts": NameTexts, "the digest of the rules of each part";
    }

    /// An entry of `[[candidates]]` in a review file.
    REVIEWED = "a candidate of a review file" {
        "name" required: Name, "its name, as in the deal";
        "marks": Marks, "the marks, by criterion or dimension";
    }

    /// A reviewer's mark in its long form.
    REVIEW_MARK = "a mark" {
        "score": Number(Range::MEASURE), "the mark";
        "reason": Evidence, "what it rests on";
        "abstains": Text, "in the place of both: why there is no mark";
    }

    /// A mark that a meeting agreed on, in its long form.
    AGREED = "a consensus" {
        "consensus" required: Number(Range::MEASURE), "the mark that was agreed on";
        "reason": Evidence, "what it rests on";
    }
}
