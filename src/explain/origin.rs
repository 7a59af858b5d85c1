//! Where the score of a criterion comes from: evidence, sources, lines of the file.

use crate::criteria::{Formula, Relation, formula_of};
use crate::deal::{Asked, Candidate, CriterionId, Evidence};
use crate::model::criterion::SHARES;

/// What the score of a criterion rests on: the evidence of a rating, or the sources of the facts; of a set those of all
/// members in words.
pub fn evidence(relation: &Relation<'_>, id: CriterionId) -> Option<Evidence> {
    let asked = relation.deal.plan.find(id)?;
    let of_member = |member: &Candidate| -> Option<Evidence> {
        if member.rating(id).is_some() {
            return member.ratings.evidence(id).cloned();
        }
        let keys = facts(asked, member);
        let sources = keys.iter().flat_map(|key| sources(member, key));
        let sources: Vec<&Evidence> = sources.map(|(_, source)| source).collect();
        match sources[..] {
            [] => None,
            [one] => Some(one.clone()),
            _ => {
                let words: Vec<String> = sources.iter().map(ToString::to_string).collect();
                Some(Evidence::of_text(&words.join("; ")))
            }
        }
    };
    match relation.members {
        [member] => of_member(member),
        members => {
            let words = members
                .iter()
                .filter_map(|member| Some(format!("{}: {}", member.name, of_member(member)?)));
            let words: Vec<String> = words.collect();
            (!words.is_empty()).then(|| Evidence::of_text(&words.join("; ")))
        }
    }
}

/// The sources of a key of a candidate, those of its parts with it.
pub fn sources<'c>(
    member: &'c Candidate,
    key: &'c str,
) -> impl Iterator<Item = (&'c str, &'c Evidence)> {
    let sources = member.sources.iter().filter(move |(source, _)| {
        let rest = source.strip_prefix(key);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    sources.map(|(source, evidence)| (source.as_str(), evidence))
}

/// The lines of the file that a criterion's score comes from, in order.
pub fn lines(relation: &Relation<'_>, id: CriterionId) -> Vec<u32> {
    let Some(asked) = relation.deal.plan.find(id) else {
        return Vec::new();
    };
    let of_member = |member: &Candidate| -> Vec<u32> {
        if let Some(rating) = member.rating(id) {
            return vec![rating.line];
        }
        let facts = facts(asked, member).into_iter();
        facts.filter_map(|key| member.lines.get(key)).collect()
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

/// The keys from which a criterion is computed of a candidate: the stake stands in for shares that it does not
/// state.
fn facts(asked: &Asked, member: &Candidate) -> Vec<&'static str> {
    let mut keys = keys(asked);
    let is_left_to_stake = |key: &&str| SHARES.contains(key) && member.lines.get(key).is_none();
    if keys.iter().any(is_left_to_stake) {
        keys.push("stake");
    }
    keys
}

/// The keys of a candidate from which a criterion is computed; none where it is rated only.
fn keys(asked: &Asked) -> Vec<&'static str> {
    match asked.id {
        CriterionId::Builtin(_) if matches!(formula_of(asked), Formula::Rated) => Vec::new(),
        CriterionId::Builtin(builtin) => {
            let inputs = builtin.inputs();
            [inputs.keys, inputs.also].concat()
        }
        CriterionId::Own(_) if asked.rated_only => Vec::new(),
        CriterionId::Own(_) => vec!["measures"],
        CriterionId::Whole(_) => Vec::new(),
    }
}
