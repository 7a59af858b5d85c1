//! What a criterion, dimension, relationship type, gate, flag or problem code is, from the registry.

use serde::Serialize;

use super::detail::fact_words;

use crate::model::{Answer, Code, Dimension, Flag, PassFail, REGISTRY, Relationship};
use crate::score::Verdict;

/// The definition of an id.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Definition {
    /// The id.
    pub id: String,
    /// What it is: "criterion", "dimension" and so on.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What there is to say, by label.
    pub says: Vec<(&'static str, String)>,
}

/// Every definition, by kind.
pub fn definitions() -> Vec<Definition> {
    let dimensions = Dimension::ALL.into_iter().map(dimension);
    let criteria = REGISTRY.iter().map(criterion);
    let relationships = Relationship::ALL.into_iter().map(relationship);
    let gates = PassFail::ALL.into_iter().map(|gate| {
        let says = vec![("What", gate.about().to_owned())];
        Definition {
            id: gate.id().to_owned(),
            kind: "gate and flag",
            title: gate.id().to_owned(),
            says,
        }
    });
    let flags = Flag::OWN.into_iter().map(|flag| {
        let says = vec![("Raised by", flag.about().to_owned())];
        Definition {
            id: flag.id().to_owned(),
            kind: "flag",
            title: flag.id().to_owned(),
            says,
        }
    });
    let codes = Code::ALL.into_iter().map(|code| {
        let kind = if code.is_warning() {
            "warning"
        } else {
            "error"
        };
        let says = vec![("What", code.about().to_owned())];
        Definition {
            id: code.id(),
            kind,
            title: code.title().to_owned(),
            says,
        }
    });
    let verdicts = Verdict::ALL.into_iter().map(|verdict| Definition {
        id: verdict.id().to_owned(),
        kind: "verdict",
        title: verdict.id().to_owned(),
        says: vec![("What", verdict.about().to_owned())],
    });
    dimensions
        .chain(verdicts)
        .chain(criteria)
        .chain(relationships)
        .chain(gates)
        .chain(flags)
        .chain(codes)
        .collect()
}

/// Every definition of an id or of the name that reports print: `dependence` is a criterion and a flag.
pub fn define(id: &str) -> Vec<Definition> {
    let is_meant =
        |d: &Definition| d.id.eq_ignore_ascii_case(id) || d.title.eq_ignore_ascii_case(id);
    definitions().into_iter().filter(is_meant).collect()
}

fn dimension(dimension: Dimension) -> Definition {
    let criteria: Vec<&str> = REGISTRY
        .iter()
        .filter(|doc| doc.dimension == dimension)
        .map(|doc| doc.id)
        .collect();
    let first: Vec<&str> = Relationship::ALL
        .into_iter()
        .filter(|relationship| relationship.order()[0].contains(&dimension))
        .map(Relationship::title)
        .collect();
    let first = if first.is_empty() {
        "no type".to_owned()
    } else {
        first.join(", ")
    };
    Definition {
        id: dimension.id().to_owned(),
        kind: "dimension",
        title: dimension.title().to_owned(),
        says: vec![
            ("Asks", dimension.question().to_owned()),
            ("Criteria", criteria.join(", ")),
            (
                "Formula",
                "sum of weight x criterion / sum of weight, over what the deal asks".into(),
            ),
            ("Units", UNITS.into()),
            ("Matters most in", first),
        ],
    }
}

const UNITS: &str = "0..100 in reports; value is what is proven, low and high what it could be";

fn criterion(doc: &crate::model::CriterionDoc) -> Definition {
    let answered = match doc.answer {
        Answer::Rated => format!("a rating 0..10 under ratings.{}", doc.id),
        Answer::Facts(keys) => {
            format!(
                "{} of the candidate, or a rating 0..10 where one lacks",
                fact_words(keys)
            )
        }
    };
    Definition {
        id: doc.id.to_owned(),
        kind: "criterion",
        title: doc.title.to_owned(),
        says: vec![
            ("Asks", doc.question.to_owned()),
            ("Dimension", doc.dimension.id().to_owned()),
            ("Asked when", doc.asked_when.to_owned()),
            ("Answered by", answered),
            ("Formula", doc.formula.to_owned()),
            ("Units", UNITS.to_owned()),
            ("Source", doc.source.to_owned()),
        ],
    }
}

fn relationship(relationship: Relationship) -> Definition {
    let order: Vec<String> = relationship
        .order()
        .iter()
        .map(|tier| tier.iter().map(|d| d.id()).collect::<Vec<_>>().join(" = "))
        .collect();
    Definition {
        id: relationship.id().to_owned(),
        kind: "relationship",
        title: relationship.title().to_owned(),
        says: vec![
            ("Best for", relationship.objectives().join(", ")),
            ("Horizon", relationship.horizon().to_owned()),
            ("Order", order.join(" > ")),
            ("Because", relationship.because().to_owned()),
            ("Drawback", relationship.drawback().to_owned()),
            (
                "Weights",
                "rank-sum weights of the order (Stillwell, Seaver & Edwards 1981); ties share the \
                 mean of their places"
                    .to_owned(),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_can_be_found_by_its_id() {
        for definition in definitions() {
            assert!(
                define(&definition.id).contains(&definition),
                "{}",
                definition.id
            );
            assert!(
                definition
                    .says
                    .iter()
                    .all(|(_, text)| !text.trim().is_empty())
            );
        }
    }
}
