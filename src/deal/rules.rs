//! The rules of a deal: what is asked and how it counts, as the files state it.

use serde_json::{Map, Value};

/// The rules by part: each a top-level table of the deal, or `house` for the gates of the house. Keys are sorted; a
/// value does not say how the file writes it, so that 1 and 1.0 are one, and a date is a text.
pub type Rules = Map<String, Value>;
