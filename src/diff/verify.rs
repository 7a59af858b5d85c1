//! Whether a stored assessment is what was computed again.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::contract::AssessmentV2;
use crate::model::SLACK;
use crate::seal::{Moved, moved};

/// Keys of sentences, which another version of the program may word otherwise.
const SENTENCES: [&str; 3] = ["detail", "message", "reason"];
/// Not compared: who computed it, and the gates that were asked for, whose thresholds no document holds.
const NOT_COMPARED: [&str; 2] = ["tool_version", "required"];

/// What differs between the text of a stored assessment and one that was computed again, to 1e-9 of a number. Keys may
/// have been added since; of one that another version of the program wrote, sentences may differ too.
pub fn differences(stored: &RawValue, again: &AssessmentV2) -> serde_json::Result<Vec<Moved>> {
    let mut was: Value = serde_json::from_str(stored.get())?;
    let mut is = serde_json::to_value(again)?;
    let is_of_this_version = was["tool_version"] == is["tool_version"];
    for document in [&mut was, &mut is] {
        if let Some(keys) = document.as_object_mut() {
            keys.retain(|key, _| !NOT_COMPARED.contains(&key.as_str()));
        }
    }
    let mut found = moved(&was, &is, are_same);
    found.retain(|one| {
        let key = one.path.rsplit('.').next().unwrap_or_default();
        let is_new_key = one.was.is_none() && !one.is_entry;
        !is_new_key && (is_of_this_version || !SENTENCES.contains(&key))
    });
    Ok(found)
}

fn are_same(was: &Value, is: &Value) -> bool {
    match (was.as_f64(), is.as_f64()) {
        (Some(was), Some(is)) => (was - is).abs() <= SLACK * was.abs().max(1.0),
        _ => match (was.as_array(), is.as_array()) {
            (Some(was), Some(is)) => {
                was.len() == is.len() && was.iter().zip(is).all(|(was, is)| are_same(was, is))
            }
            _ => was == is,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_one_within_the_slack() {
        for (was, is, expected) in [
            (json!(1.0), json!(1.0 + 9e-10), true),
            (json!(0.0), json!(2e-9), false),
            (json!(1e6), json!(1e6 + 9e-4), true),
            (json!([0.5, "a"]), json!([0.5 + 1e-10, "a"]), true),
            (json!([0.5, 1]), json!([0.5]), false),
            (json!(null), json!(0), false),
            (json!(1), json!("1"), false),
        ] {
            assert_eq!(are_same(&was, &is), expected, "{was} {is}");
        }
    }
}
