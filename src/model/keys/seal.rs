//! The keys of a sealed file of rules.

use super::key::{Key, KeyTable, ValueKind, key_tables};
use super::range::Range;

key_tables! {
    /// The top level of a seal.
    SEALED = "the seal" {
        "seal" required: Table(&SEAL), "what was sealed";
        "parts" required: NameTexts, "the digest of the rules of each part";
        "rules" required: Anything, "the rules";
    }

    /// `[seal]`.
    SEAL = "[seal]" {
        "model_version" required: Whole(Range::COUNT), "the version of the scoring model";
        "date": Day, "the day, as it was given";
        "digest" required: Name, "the digest of all parts";
    }
}
