//! Columns whose names differ from the deal's in case alone.

use super::column::Column;
use super::columns::{Columns, order};
use crate::read::builder::CandidateBuilder;

/// The same columns, with the names of the deal where exactly one can be meant.
pub fn respelt(columns: &Columns, builder: &CandidateBuilder<'_>) -> Columns {
    let mut respelt = columns.clone();
    let (deal, known) = (builder.deal, &builder.known);
    let reviewers: Vec<&str> = deal.reviewers.iter().map(|r| r.name.as_str()).collect();
    let criteria = deal.criterion_ids();
    for place in 0..respelt.answering.len() {
        let path = &respelt.answering[place].path;
        let names: &[&str] = match path.keys[0].as_str() {
            "ratings" => &criteria,
            "measures" => &known.measured,
            "meets" => &known.requirements,
            "capabilities" => &known.needs,
            "risk_control" | "risk_shares" => &known.risks,
            "pledges" => &known.resources,
            "goals" => &known.goals,
            "sales" => &known.sales,
            _ => continue,
        };
        let mut path = path.clone();
        for (depth, names) in [(1, names), (3, &reviewers[..])] {
            if let Some(key) = path.keys.get_mut(depth)
                && let Some(name) = same_but_for_case(key, names)
            {
                name.clone_into(key);
            }
        }
        // Beside others, the score of a rating stands under the rating itself.
        let is_taken = |other: &Column| {
            let (keys, others) = (&path.keys, &other.path.keys);
            others == keys || keys.len() == 3 && **others == keys[..2] && keys[2] == "score"
        };
        if !respelt.answering.iter().any(is_taken) {
            respelt.answering[place].path = path;
        }
    }
    order(&mut respelt.answering);
    respelt
}

/// The only one of these names that differs from another in case alone; none if the name is one of them.
fn same_but_for_case<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let folded = name.to_lowercase();
    let mut same = known.iter().filter(|known| known.to_lowercase() == folded);
    match (same.next(), same.next()) {
        (Some(only), None) if *only != name => Some(only),
        _ => None,
    }
}
