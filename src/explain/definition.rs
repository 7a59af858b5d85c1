//! What an id or a word of a report means, from the registry.

use super::answer::fact_words;
use super::words::list;
use crate::model::word::ALIASES;
use crate::model::{Builtin, Code, Dimension, Flag, Grade, PassFail, Relationship, Word};
use crate::score::Verdict;

/// The definition of an id.
#[derive(Clone, Debug, PartialEq)]
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

impl Definition {
    fn new(kind: &'static str, id: &str, title: &str, says: Vec<(&'static str, String)>) -> Self {
        Definition {
            id: id.to_owned(),
            kind,
            title: title.to_owned(),
            says,
        }
    }

    /// The definition of what is called by its id and has one thing to say.
    fn plain(kind: &'static str, id: &str, label: &'static str, about: &str) -> Self {
        Self::new(kind, id, id, vec![(label, about.to_owned())])
    }
}

/// Every definition, by kind.
pub fn definitions() -> Vec<Definition> {
    let dimensions = Dimension::ALL.map(dimension);
    let verdicts = Verdict::ALL
        .map(|verdict| Definition::plain("verdict", verdict.id(), "What", verdict.about()));
    let criteria = Builtin::ALL.map(criterion);
    let relationships = Relationship::ALL.map(relationship);
    let gates = PassFail::ALL
        .map(|gate| Definition::plain("gate and flag", gate.id(), "What", gate.about()));
    let flags =
        Flag::OWN.map(|flag| Definition::plain("flag", flag.id(), "Raised by", flag.about()));
    let objectives = Relationship::all_objectives().into_iter().map(objective);
    let grades = Grade::ALL
        .map(|grade| Definition::plain("grade of evidence", grade.id(), "What", grade.about()));
    let words = Word::ALL.map(word);
    let codes = Code::ALL.map(code);
    dimensions
        .into_iter()
        .chain(verdicts)
        .chain(criteria)
        .chain(relationships)
        .chain(gates)
        .chain(flags)
        .chain(objectives)
        .chain(grades)
        .chain(words)
        .chain(codes)
        .collect()
}

/// Every definition of an id or of the name that reports print: `dependence` is a criterion and a flag.
pub fn define(id: &str) -> Vec<Definition> {
    // A column of marks carries the name of its reviewer; a heading of the table is a shorter name.
    let id = match id.split_once(':') {
        Some((before, _)) if before.eq_ignore_ascii_case(Word::Mark.id()) => before,
        _ => id,
    };
    let alias = ALIASES
        .into_iter()
        .find(|(printed, _)| printed.eq_ignore_ascii_case(id));
    let id = match alias {
        Some((_, meant)) => meant,
        None => id,
    };
    let short = Dimension::ALL
        .into_iter()
        .find(|dimension| dimension.short().eq_ignore_ascii_case(id));
    let id = match short {
        Some(dimension) => dimension.id(),
        None => id,
    };
    let is_meant =
        |d: &Definition| d.id.eq_ignore_ascii_case(id) || d.title.eq_ignore_ascii_case(id);
    definitions().into_iter().filter(is_meant).collect()
}

fn dimension(dimension: Dimension) -> Definition {
    let criteria: Vec<&str> = Builtin::ALL
        .into_iter()
        .filter(|builtin| builtin.dimension() == dimension)
        .map(Builtin::id)
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
    Definition::new(
        "dimension",
        dimension.id(),
        dimension.title(),
        vec![
            ("Asks", dimension.question().to_owned()),
            ("Criteria", criteria.join(", ")),
            (
                "Formula",
                "sum of weight x criterion / sum of weight, over what the deal asks".into(),
            ),
            ("Units", UNITS.into()),
            ("Matters most in", first),
        ],
    )
}

const UNITS: &str = "0..100 in reports; value is what is proven, low and high what it could be";

fn criterion(builtin: Builtin) -> Definition {
    let inputs = builtin.inputs();
    let answered = match inputs.is_empty() {
        true => format!("a rating 0..10 under ratings.{}", builtin.id()),
        false => format!(
            "{} of the candidate, or a rating 0..10 where one lacks",
            fact_words(inputs.keys)
        ),
    };
    Definition::new(
        "criterion",
        builtin.id(),
        builtin.title(),
        vec![
            ("Asks", builtin.question().to_owned()),
            ("Dimension", builtin.dimension().id().to_owned()),
            ("Asked when", builtin.asked_when().to_owned()),
            ("Answered by", answered),
            ("Formula", builtin.formula().to_owned()),
            ("Units", UNITS.to_owned()),
            ("Source", builtin.source().to_owned()),
        ],
    )
}

fn relationship(relationship: Relationship) -> Definition {
    let order: Vec<String> = relationship
        .order()
        .iter()
        .map(|tier| tier.iter().map(|d| d.id()).collect::<Vec<_>>().join(" = "))
        .collect();
    Definition::new(
        "relationship",
        relationship.id(),
        relationship.title(),
        vec![
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
    )
}

fn objective(objective: &'static str) -> Definition {
    let serve: Vec<&str> = Relationship::ALL
        .into_iter()
        .filter(|relationship| relationship.objectives().contains(&objective))
        .map(Relationship::title)
        .collect();
    Definition::plain(
        "objective",
        objective,
        "Served best by",
        &list(&serve, "and"),
    )
}

fn word(word: Word) -> Definition {
    Definition::new(
        "word of reports",
        word.id(),
        word.id(),
        vec![
            ("What", word.about().to_owned()),
            ("Printed in", word.printed().to_owned()),
        ],
    )
}

fn code(code: Code) -> Definition {
    let kind = if code.is_warning() {
        "warning"
    } else {
        "error"
    };
    let says = vec![("What", code.about().to_owned())];
    Definition::new(kind, code.id(), code.title(), says)
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
