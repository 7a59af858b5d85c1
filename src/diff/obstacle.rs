//! Whether two sides can be compared at all.

use super::side::Side;
use crate::contract::AskedV1;
use crate::explain::{number, title};
use crate::model::{Dimension, Relationship, SLACK};

/// Why two sides cannot be compared, unless somebody insists.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// Another version of the scoring model, `None` where a side does not say.
    ModelVersion(Option<u32>, Option<u32>),
    /// Another relationship type, by id.
    Relationship(String, String),
    /// Another aggregation, by id.
    Aggregation(String, String),
    /// Another weight of a dimension, as fractions of all.
    Weight(Dimension, f64, f64),
    /// Another weight of a criterion, as fractions of those of its dimension that both sides ask.
    CriterionWeight(String, f64, f64),
}

/// How one value became another.
pub const ARROW: &str = "->";

impl Obstacle {
    /// `weight of compatibility 33.3% -> 20%`.
    pub fn words(&self) -> String {
        let (what, old, new) = match self {
            Obstacle::ModelVersion(old, new) => {
                let version =
                    |v: &Option<u32>| v.map_or("not stated".to_owned(), |v| v.to_string());
                ("model version".to_owned(), version(old), version(new))
            }
            Obstacle::Relationship(old, new) => {
                let title = |id: &String| {
                    Relationship::from_id(id).map_or(id.clone(), |known| known.title().to_owned())
                };
                ("relationship".to_owned(), title(old), title(new))
            }
            Obstacle::Aggregation(old, new) => ("aggregation".to_owned(), old.clone(), new.clone()),
            Obstacle::Weight(dimension, old, new) => {
                let (old, new) = weights(*old, *new);
                (format!("weight of {}", dimension.title()), old, new)
            }
            Obstacle::CriterionWeight(id, old, new) => {
                let (old, new) = weights(*old, *new);
                (
                    format!("weight of {} in its dimension", title(id)),
                    old,
                    new,
                )
            }
        };
        format!("{what} {old} {ARROW} {new}")
    }
}

/// Two fractions as percentages with the digits that tell them apart.
fn weights(old: f64, new: f64) -> (String, String) {
    let rounded = [old, new].map(|weight| number((weight * 1000.0).round() / 10.0));
    let exact = [old, new].map(|weight| ((weight * 1e9).round() / 1e7).to_string());
    let [old, new] = if rounded[0] == rounded[1] {
        exact
    } else {
        rounded
    };
    (format!("{old}%"), format!("{new}%"))
}

/// All that stands in the way of a comparison.
pub(super) fn obstacles(old: &Side, new: &Side) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let sides = (old, new);
    let (old, new) = (&old.document, &new.document);
    if old.model_version != new.model_version {
        found.push(Obstacle::ModelVersion(old.model_version, new.model_version));
    }
    if old.deal.relationship != new.deal.relationship {
        let types = (old.deal.relationship.clone(), new.deal.relationship.clone());
        found.push(Obstacle::Relationship(types.0, types.1));
    }
    if old.aggregation != new.aggregation {
        let means = (old.aggregation.clone(), new.aggregation.clone());
        found.push(Obstacle::Aggregation(means.0, means.1));
    }
    for dimension in Dimension::ALL {
        let (a, b) = (sides.0.weight(dimension), sides.1.weight(dimension));
        if (a - b).abs() > SLACK {
            found.push(Obstacle::Weight(dimension, a, b));
        }
    }
    for dimension in Dimension::ALL {
        criterion_weights(&old.asked[dimension], &new.asked[dimension], &mut found);
    }
    found
}

/// Criteria that both sides ask, weighted otherwise against one another. That a side asks more or
/// fewer is no weight.
fn criterion_weights(old: &[AskedV1], new: &[AskedV1], found: &mut Vec<Obstacle>) {
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
            found.push(Obstacle::CriterionWeight(id.clone(), a, b));
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
