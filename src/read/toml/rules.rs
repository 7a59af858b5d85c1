//! Takes the rules out of a file, whatever is in it of those who answer.

use serde_json::Value;
use toml::de::DeTable;

use super::plain::plain;
use crate::deal::Rules;

/// The tables of a deal that are no rules: who answers, words of letters, variants, and names for reports.
const NO_RULES: [&str; 4] = ["candidates", "letter", "alternatives", "dimensions"];

/// The rules that a deal or a file of gates states.
pub(super) fn rules(document: &DeTable<'_>) -> Rules {
    let tables = document.iter();
    let tables = tables.filter(|(key, _)| !NO_RULES.contains(&key.get_ref().as_ref()));
    let mut rules: Rules = tables
        .map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())))
        .collect();
    let criteria = rules.get_mut("criteria").and_then(Value::as_object_mut);
    for (_, criterion) in criteria.into_iter().flatten() {
        criterion.as_object_mut().map(|keys| keys.remove("label"));
    }
    rules
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(text: &str) -> Value {
        let (document, errors) = DeTable::parse_recoverable(text);
        assert_eq!(errors, [], "{text}");
        rules(document.get_ref()).into()
    }

    #[test]
    fn how_a_file_is_written_is_no_rule() {
        let rules = of("[weights]\nb = 1.0 # one\na = 0x10\n[deal]\ndate = 2026-03-31");
        assert_eq!(
            rules,
            of("deal = { date = \"2026-03-31\" }\nweights.a = 16\nweights.b = 1e0")
        );
        assert_eq!(
            rules.to_string(),
            r#"{"deal":{"date":"2026-03-31"},"weights":{"a":16,"b":1}}"#
        );
    }

    #[test]
    fn who_answers_labels_and_letters_are_no_rules() {
        let rules = of(
            "dimensions.commitment.label = 'x'\n[criteria.price]\nlabel = 'y'\nweight = 2\n[letter]\n\
                        opening = 'Dear'\n[[candidates]]\nname = 'A'\n[[alternatives]]\nname = 'B'",
        );
        assert_eq!(rules, json!({ "criteria": { "price": { "weight": 2 } } }));
    }
}
