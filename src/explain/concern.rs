//! Reasons for concern in words, with their numbers and the line of the file they come from.

use super::gaps::need_words;
use super::number::{number, share};
use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::read::Source;
use crate::score::{Concern, Whole};

/// A concern in one sentence without a full stop.
pub fn message(relation: &Relation<'_>, concern: &Concern) -> String {
    let deal = relation.deal;
    let name = |member: usize| relation.members[member].name.as_str();
    let party = |party: usize| relation.party_name(party);
    let money = |amount: f64| match &deal.currency {
        Some(currency) => format!("{} {currency}", number(amount)),
        None => number(amount),
    };
    let quoted = |need: usize| format!("\"{}\"", deal.names.get(deal.needs[need].name));
    let requirement = |at: usize| deal.names.get(deal.requirements[at].name);
    match *concern {
        Concern::Veto { member } => match relation.members[member].veto.as_deref() {
            None | Some("") => format!("veto against {}, without a reason", name(member)),
            Some(reason) => format!("veto: {reason}"),
        },
        Concern::RequirementNotMet {
            member,
            requirement: at,
        } => {
            let stated = &deal.requirements[at];
            let about = if stated.about.is_empty() {
                String::new()
            } else {
                format!(" ({})", stated.about)
            };
            format!(
                "requirement \"{}\" not met{about}{}",
                requirement(at),
                of_member(relation, member)
            )
        }
        Concern::RequirementNotSaid {
            member,
            requirement: at,
        } => format!(
            "requirement \"{}\": {} not say whether it is met",
            requirement(at),
            if relation.members.len() == 1 {
                "they do".to_owned()
            } else {
                format!("{} does", name(member))
            }
        ),
        Concern::NeedNotFilled { need } => {
            format!(
                "critical need {} not filled: {}",
                quoted(need),
                need_words(relation, &deal.needs[need])
            )
        }
        Concern::NeedNotSaid { need } => {
            format!(
                "critical need {} open: {}",
                quoted(need),
                need_words(relation, &deal.needs[need])
            )
        }
        Concern::WorseOff {
            party: at,
            part,
            alone,
        } => {
            format!(
                "{} would pay {}, more than the {} alone",
                party(at),
                money(part),
                money(alone)
            )
        }
        Concern::SavingsUnknown => {
            "whether every party pays less than alone is not known".to_owned()
        }
        Concern::Unprofitable {
            party: at,
            benefit,
            part,
        } => {
            format!(
                "{} would get {} for a cost of {}",
                party(at),
                money(benefit),
                money(part)
            )
        }
        Concern::EquityUnknown => {
            "whether every party gets more than it pays is not known".to_owned()
        }
        Concern::OverSubscribed { what, sum } => {
            let what = match what {
                Whole::Cost => "cost".to_owned(),
                Whole::Benefit => "benefit".to_owned(),
                Whole::Risk(at) => format!("the risk \"{}\"", deal.names.get(deal.risks[at].name)),
            };
            format!("the members' shares of {what} sum to {}", share(sum))
        }
        Concern::ShortHorizon { years } => {
            format!(
                "{} years are short for a strategic alliance (3 or more)",
                number(years)
            )
        }
        Concern::NoGap => "no listed need has a gap that a partner could fill".to_owned(),
        Concern::Shareholding {
            party: at,
            cost,
            benefit,
        } => format!(
            "{} would bear {} of the cost and get {} of the benefit: expect disputes on shareholding",
            party(at),
            share(cost),
            share(benefit)
        ),
        Concern::LongHorizon { years } => {
            format!(
                "{} years are long for a joint venture (7 or less)",
                number(years)
            )
        }
        Concern::Dependence {
            member,
            ours,
            theirs,
        } => format!(
            "we would depend on them far more than they on us: {} of our trade, {} of theirs{}",
            share(ours),
            share(theirs),
            of_member(relation, member)
        ),
        Concern::Redundant { member } => {
            format!(
                "{} adds no coverage that the others do not have",
                name(member)
            )
        }
        Concern::Large { parties } => format!("{parties} parties are many for a consortium (16)"),
        Concern::OverExposed {
            party: at,
            loss,
            capacity,
        } => format!(
            "{} could lose {} if all risks came true, and bear {}",
            party(at),
            money(loss),
            money(capacity)
        ),
        Concern::OneSided {
            party: at,
            share: part,
        } => {
            format!(
                "{} would bear {} of the expected loss",
                party(at),
                share(part)
            )
        }
        Concern::Disagreement {
            member,
            criterion,
            low,
            high,
        } => format!(
            "reviewers are far apart on {}: {} to {} of 10{}",
            deal.criterion_title(criterion),
            number((low * 1e6).round() / 1e5),
            number((high * 1e6).round() / 1e5),
            of_member(relation, member)
        ),
    }
}

/// Says which member is meant, where there are several.
fn of_member(relation: &Relation<'_>, member: usize) -> String {
    match relation.members.len() {
        1 => String::new(),
        _ => format!(" ({})", relation.members[member].name),
    }
}

/// A line of the deal file, or of the table that a candidate stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table; `None` for the deal file.
    pub table: Option<&'a str>,
    /// The line, from 1.
    pub line: u32,
}

impl<'a> Place<'a> {
    /// A line of what a candidate says.
    pub fn of(candidate: &'a Candidate, line: u32) -> Self {
        Self {
            table: candidate.table.as_deref(),
            line,
        }
    }

    /// The name of the file; `source` is that of the deal.
    pub fn file<'s>(&self, source: &'s Source) -> &'s str
    where
        'a: 's,
    {
        self.table.unwrap_or(&source.name)
    }
}

/// The line that a concern comes from, if one line does.
pub fn line<'a>(relation: &Relation<'a>, concern: &Concern) -> Option<Place<'a>> {
    let deal = relation.deal;
    let key = |member: usize, keys: &[&str]| {
        let candidate = *relation.members.get(member)?;
        let line = keys.iter().find_map(|key| candidate.lines.get(key));
        Some(Place::of(candidate, line.unwrap_or(candidate.line)))
    };
    let of_party = |party: usize, keys: &[&str]| match party {
        0 => keys
            .iter()
            .find_map(|key| deal.organization.lines.get(key))
            .map(|line| Place { table: None, line })
            .or_else(|| key(0, keys)),
        _ => key(party - 1, keys),
    };
    match *concern {
        Concern::Veto { member } => key(member, &["veto"]),
        Concern::RequirementNotMet { member, .. } | Concern::RequirementNotSaid { member, .. } => {
            key(member, &["meets"])
        }
        Concern::NeedNotFilled { need } | Concern::NeedNotSaid { need } => {
            let need = deal.needs[need].name;
            let stated = relation
                .members
                .iter()
                .find_map(|m| Some(Place::of(m, m.capabilities.fact(need)?.line)));
            stated.or_else(|| key(0, &["capabilities"]))
        }
        Concern::WorseOff { party, .. } => of_party(party, &["stand_alone_cost"]),
        Concern::Unprofitable { party, .. } | Concern::Shareholding { party, .. } => {
            of_party(party, &["benefit_share", "cost_share", "stake"])
        }
        Concern::SavingsUnknown | Concern::EquityUnknown | Concern::OverSubscribed { .. } => {
            key(0, &["cost_share", "stake"])
        }
        Concern::Dependence { member, .. } => key(member, &["our_dependence"]),
        Concern::OverExposed { party, .. } => of_party(party, &["risk_capacity"]),
        Concern::OneSided { party, .. } => of_party(party, &["risk_share", "stake"]),
        Concern::Disagreement {
            member, criterion, ..
        } => {
            let candidate = relation.members[member];
            let rating = candidate.rating(criterion);
            rating.map(|rating| Place::of(candidate, rating.line))
        }
        Concern::Redundant { member } => key(member, &[]),
        Concern::ShortHorizon { .. }
        | Concern::LongHorizon { .. }
        | Concern::NoGap
        | Concern::Large { .. } => None,
    }
}
