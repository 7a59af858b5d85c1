//! Whether two sides can be compared at all.

use super::side::Side;
use crate::contract::{AskedV2, InputFileV2};
use crate::explain::{rounded, title};
use crate::model::{Dimension, Relationship, SLACK};

/// How one value became another.
pub const ARROW: &str = "->";

/// All that stands in the way of a comparison, unless somebody insists, in words.
pub(super) fn obstacles(old: &Side, new: &Side) -> Vec<String> {
    let mut found = Vec::new();
    let (a, b) = (&old.document, &new.document);
    if a.model_version != b.model_version {
        let version = |v: Option<u32>| v.map_or("not stated".to_owned(), |v| v.to_string());
        let versions = (version(a.model_version), version(b.model_version));
        found.push(difference("model version", versions));
    }
    let relationships = (&a.header.deal.relationship, &b.header.deal.relationship);
    if relationships.0 != relationships.1 {
        let title = |id: &String| {
            Relationship::from_id(id).map_or(id.clone(), |known| known.title().to_owned())
        };
        let titles = (title(relationships.0), title(relationships.1));
        found.push(difference("relationship", titles));
    }
    if a.header.aggregation != b.header.aggregation {
        let means = (a.header.aggregation.clone(), b.header.aggregation.clone());
        found.push(difference("aggregation", means));
    }
    for dimension in Dimension::ALL {
        let (a, b) = (old.weight(dimension), new.weight(dimension));
        if (a - b).abs() > SLACK {
            let what = format!("weight of {}", dimension.title());
            found.push(difference(&what, weights(a, b)));
        }
    }
    for dimension in Dimension::ALL {
        criterion_weights(
            &a.header.asked[dimension],
            &b.header.asked[dimension],
            &mut found,
        );
    }
    found
}

/// The options with which the sides were assessed otherwise, as `--gates house.toml -> none`.
pub(super) fn other_options(old: &Side, new: &Side) -> Vec<String> {
    let sides = [&old.document.header, &new.document.header];
    let number = |number: Option<f64>| number.map(|number| number.to_string());
    let given = |is_given: bool| is_given.then(|| "given".to_owned());
    let options = [
        ("--as-of", sides.map(|side| side.options.as_of.clone())),
        (
            "--min-grade",
            sides.map(|side| side.options.min_grade.clone()),
        ),
        (
            "--require-evidence",
            sides.map(|side| given(side.options.require_evidence)),
        ),
        (
            "--fail-under",
            sides.map(|side| number(side.options.fail_under)),
        ),
    ];
    let options = options.into_iter().filter(|(_, [old, new])| old != new);
    let options = options.map(|(option, [old, new])| {
        let word = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        difference(option, (word(old), word(new)))
    });
    let files = [
        ("gates", "--gates"),
        ("table", "--candidates"),
        ("map", "--map"),
    ];
    let files = files.into_iter().filter_map(|(kind, option)| {
        let [old, new] = sides.map(|side| side.inputs.iter().find(|file| file.kind == kind));
        let name =
            |file: Option<&InputFileV2>| file.map_or("none".to_owned(), |file| file.source.clone());
        match (old, new) {
            (None, None) => None,
            (Some(old), Some(new)) if old.sha256.is_some() && old.sha256 == new.sha256 => None,
            (Some(old), Some(new)) if old.source == new.source => (old.sha256 != new.sha256)
                .then(|| format!("{option} {}, which was another then", old.source)),
            _ => Some(difference(option, (name(old), name(new)))),
        }
    });
    options.chain(files).collect()
}

/// `weight of compatibility 33.3% -> 20%`.
fn difference(what: &str, (old, new): (String, String)) -> String {
    format!("{what} {old} {ARROW} {new}")
}

/// Two fractions as percentages with the digits that tell them apart.
fn weights(old: f64, new: f64) -> (String, String) {
    let to_places = |places: usize| [old, new].map(|weight| rounded(weight * 100.0, places));
    let (rounded, exact) = (to_places(1), to_places(7));
    let [old, new] = if rounded[0] == rounded[1] {
        exact
    } else {
        rounded
    };
    (format!("{old}%"), format!("{new}%"))
}

/// Criteria that both sides ask, weighted otherwise against one another. That a side asks more or
/// fewer is no weight.
fn criterion_weights(old: &[AskedV2], new: &[AskedV2], found: &mut Vec<String>) {
    let both: Vec<(&String, f64, f64)> = old
        .iter()
        .filter_map(|asked| {
            let other = new.iter().find(|other| other.id == asked.id)?;
            Some((&asked.id, asked.weight, other.weight))
        })
        .collect();
    let sums = both
        .iter()
        .fold((0.0, 0.0), |sums, both| (sums.0 + both.1, sums.1 + both.2));
    for (id, a, b) in both {
        let fraction = |weight: f64, sum: f64| if sum > 0.0 { weight / sum } else { 0.0 };
        let (a, b) = (fraction(a, sums.0), fraction(b, sums.1));
        if (a - b).abs() > SLACK {
            let what = format!("weight of {} in its dimension", title(id));
            found.push(difference(&what, weights(a, b)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_show_what_tells_them_apart() {
        assert_eq!(weights(1.0 / 3.0, 0.2), ("33.3%".into(), "20%".into()));
        assert_eq!(weights(0.2, 0.20001), ("20%".into(), "20.001%".into()));
    }
}
