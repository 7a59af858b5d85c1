//! Where the score of a criterion comes from: evidence, sources, lines of the file.

use crate::criteria::Relation;
use crate::deal::{Candidate, CriterionId};
use crate::model::criterion::SHARES;

/// What the score of a criterion rests on: the evidence of a rating, or the source of a fact.
pub fn evidence(relation: &Relation<'_>, id: CriterionId) -> Option<String> {
    let of_member = |member: &Candidate| -> Option<String> {
        if member.rating(id).is_some() {
            return member.ratings.evidence(id).map(str::to_owned);
        }
        let keys = keys(id);
        let sources: Vec<&str> = keys
            .iter()
            .flat_map(|key| {
                member.sources.iter().filter(move |(source, _)| {
                    let rest = source.strip_prefix(key);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            })
            .map(|(_, text)| text.as_str())
            .collect();
        (!sources.is_empty()).then(|| sources.join("; "))
    };
    match relation.members {
        [member] => of_member(member),
        members => {
            let texts: Vec<String> = members
                .iter()
                .filter_map(|member| Some(format!("{}: {}", member.name, of_member(member)?)))
                .collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
    }
}

/// The lines of the file that a criterion's score comes from, in order.
pub fn lines(relation: &Relation<'_>, id: CriterionId) -> Vec<u32> {
    let of_member = |member: &Candidate| -> Vec<u32> {
        if let Some(rating) = member.rating(id) {
            return vec![rating.line];
        }
        let facts = keys(id);
        // The stake stands in for shares that are not given.
        let with_stake = facts
            .iter()
            .any(|key| SHARES.contains(key))
            .then_some("stake");
        facts
            .iter()
            .copied()
            .chain(with_stake)
            .filter_map(|key| member.lines.get(key))
            .collect()
    };
    let mut lines: Vec<u32> = relation
        .members
        .iter()
        .flat_map(|member| of_member(member))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The keys of a candidate from which a criterion is computed.
fn keys(id: CriterionId) -> &'static [&'static str] {
    match id {
        CriterionId::Builtin(builtin) => builtin.inputs().keys,
        CriterionId::Own(_) => &["measures"],
        CriterionId::Whole(_) => &[],
    }
}
