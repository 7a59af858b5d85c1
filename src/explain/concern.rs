//! Reasons for concern in words, with their numbers and the line of the file they come from.

use super::answer::why_words;
use super::gaps::need_words;
use super::lapse::{self, LapsedAnswer};
use super::origin::sources;
use super::words::list;
use crate::criteria::Relation;
use crate::deal::{Candidate, CriterionId, Evidence};
use crate::model::number::{money, money_apart, number, rounded, share};
use crate::read::Source;
use crate::score::{Concern, Whole};

/// A concern in one sentence without a full stop.
pub fn message(relation: &Relation<'_>, concern: &Concern) -> String {
    let deal = relation.deal;
    let name = |member: usize| relation.members[member].name.as_str();
    let party = |party: usize| relation.party_name(party);
    let unit = match &deal.currency {
        Some(currency) => format!(" {currency}"),
        None => String::new(),
    };
    let amount = |of: f64| money(of) + &unit;
    let apart = |a: f64, b: f64| {
        let (a, b) = money_apart(a, b);
        (a + &unit, b + &unit)
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
            let (part, alone) = apart(part, alone);
            format!(
                "{} would pay {part}, more than the {alone} alone",
                party(at)
            )
        }
        Concern::WorseOffWithheld { member, key }
        | Concern::UnprofitableWithheld { member, key }
        | Concern::OverSubscribedWithheld { member, key } => withheld(relation, member, key),
        Concern::SavingsUnknown => {
            "whether every party pays less than alone is not known".to_owned()
        }
        Concern::Unprofitable {
            party: at,
            benefit,
            part,
            loss,
        }
        | Concern::ExpectedLoss {
            party: at,
            benefit,
            part,
            loss,
        } => format!(
            "{} would get {} for a cost of {}{}",
            party(at),
            amount(benefit),
            amount(part),
            loss_words(loss, &amount)
        ),
        Concern::UnprofitableUncontrolled {
            party: at,
            benefit,
            part,
            loss,
        } => format!(
            "{} would get {} for a cost of {}{}, if it controls none of the risks of which it does not say so",
            party(at),
            amount(benefit),
            amount(part),
            loss_words(loss, &amount)
        ),
        Concern::RiskSharesUnknown => {
            "who bears which risk is not known, and with it who could lose".to_owned()
        }
        Concern::NoBenefit { party: at } => {
            format!("{} would have no part of the benefit", party(at))
        }
        Concern::NothingPaid { party: at } => format!(
            "{} would pay nothing and states no contributions",
            party(at)
        ),
        Concern::LittleRisk {
            party: at,
            risk,
            benefit,
        } => format!(
            "{} would bear {} of the expected loss for {} of the benefit",
            party(at),
            share(risk),
            share(benefit)
        ),
        Concern::SharesNotSaid { party: at } => {
            format!("whether {} has anything at stake is not known", party(at))
        }
        Concern::EquityUnknown => {
            "whether every party gets more than it pays is not known".to_owned()
        }
        Concern::OverSubscribed { what, sum } => {
            format!(
                "the stated shares of {} sum to {}",
                whole(relation, what),
                share(sum)
            )
        }
        Concern::SharesAboveOne { what, sum } => format!(
            "the stated shares of {} sum to {} and were divided by it",
            whole(relation, what),
            share(sum)
        ),
        Concern::Unallocated { what, sum: 0.0 } => format!(
            "the stated shares of {} are all 0: who takes it is not known",
            whole(relation, what)
        ),
        Concern::Unallocated { what, sum } => format!(
            "the stated shares of {} sum to {} and were divided by it",
            whole(relation, what),
            share(sum)
        ),
        Concern::MeasureNotStated { member, criterion } => format!(
            "{} is set against the other candidates, and {} does not state it",
            deal.criterion_title(criterion),
            name(member)
        ),
        Concern::AddsNothing => "they bring nothing of what is missing".to_owned(),
        Concern::LockedIn { member, ours } => format!(
            "we would lose {} of our trade without them{}",
            share(ours),
            of_member(relation, member)
        ),
        Concern::Rival { score } => format!(
            "they compete with us: rivalry {} of 100",
            rounded(score * 100.0, 1)
        ),
        Concern::LeavesEarly { member, years, of } => format!(
            "they commit themselves for {} of {} years{}",
            number(years),
            number(of),
            of_member(relation, member)
        ),
        Concern::Contribution {
            party: at,
            part,
            benefit,
        } => format!(
            "{} would bring in {} of what all bring in and get {} of the benefit",
            party(at),
            share(part),
            share(benefit)
        ),
        Concern::UnevenPanel {
            member,
            criterion,
            missing,
        } => {
            let names = silent(relation, member, criterion);
            let who = match names.is_empty() {
                true => format!("{missing} of those who marked others"),
                false => {
                    let plural = if names.len() == 1 { "" } else { "s" };
                    format!("reviewer{plural} {}", list(&names, "and"))
                }
            };
            format!(
                "{who} neither marked {} on {} nor abstained",
                match relation.members.len() {
                    1 => "them",
                    _ => name(member),
                },
                deal.criterion_title(criterion),
            )
        }
        Concern::Expired { member } => {
            let lapsed = lapsed_answers(relation, member);
            let lapsed: Vec<String> = match lapsed.as_slice() {
                [(what, ..)] => vec![what.clone()],
                several => several
                    .iter()
                    .map(|(what, place, _)| match place.table {
                        Some(file) => format!("{what} ({file}:{})", place.line),
                        None => format!("{what} (line {})", place.line),
                    })
                    .collect(),
            };
            let lapsed: Vec<&str> = lapsed.iter().map(String::as_str).collect();
            format!(
                "the evidence of {} ran out before {}, and what rests on it is taken for unknown{}",
                list(&lapsed, "and"),
                deal.evidence
                    .as_of
                    .map_or_else(String::new, |day| day.to_string()),
                of_member(relation, member)
            )
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
        } => {
            let (loss, capacity) = apart(loss, capacity);
            format!(
                "{} could lose {loss} if all risks came true, and can bear only {capacity}",
                party(at)
            )
        }
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
            apart,
        } => format!(
            "the marks on {} are {} of 10 apart{}",
            deal.criterion_title(criterion),
            rounded(apart * 10.0, 5),
            of_member(relation, member)
        ),
    }
}

/// The reviewers who marked others on a criterion and neither mark this member nor abstain.
fn silent<'a>(relation: &Relation<'a>, member: usize, criterion: CriterionId) -> Vec<&'a str> {
    let marked = relation.deal.across.get();
    let marked = marked.and_then(|across| across.marked.iter().find(|(id, _)| *id == criterion));
    let panel = relation.members[member].ratings.panel(criterion);
    let (Some((_, names)), Some(panel)) = (marked, panel) else {
        return Vec::new();
    };
    let names = names.iter().map(String::as_str);
    names.filter(|name| panel.by(name).is_none()).collect()
}

/// What of a member rests on evidence that ran out: what it is, its line, and the key of a fact.
fn lapsed_answers<'a>(
    relation: &Relation<'a>,
    member: usize,
) -> Vec<(String, Place<'a>, Option<&'static str>)> {
    let deal = relation.deal;
    let candidate = relation.members[member];
    let found = lapse::lapsed(deal, candidate);
    // A rating and its marks stand side by side.
    let answers = found.chunk_by(|a, b| a.answer == b.answer);
    let answers = answers.map(|of_one| match of_one[0].answer {
        LapsedAnswer::Rating(id) => {
            let mut marks = of_one.iter().filter_map(|lapsed| lapsed.mark);
            let in_review = marks.find_map(|mark| {
                let table = mark.file.as_deref()?;
                Some(Place {
                    table: Some(table),
                    line: mark.line,
                })
            });
            let line = candidate.rating(id).map(|rating| rating.line);
            let place = || Place::of(candidate, line.unwrap_or(candidate.line));
            let title = deal.criterion_title(id).to_owned();
            (title, in_review.unwrap_or_else(place), None)
        }
        LapsedAnswer::Fact(key) => {
            // Where several sources stand, no line is kept of each.
            let of_source = candidate.lines.get("sources");
            let of_source = of_source.filter(|_| candidate.sources.len() == 1);
            let line = of_source.or_else(|| candidate.lines.get(key));
            let place = Place::of(candidate, line.unwrap_or(candidate.line));
            (key.to_owned(), place, Some(key))
        }
    });
    answers.collect()
}

fn withheld(relation: &Relation<'_>, member: usize, key: &str) -> String {
    let candidate = relation.members[member];
    let why = candidate.withheld.of_key(key).map_or("", why_words);
    format!("`{key}` of {} is taken for unknown: {why}", candidate.name)
}

fn loss_words(loss: f64, amount: &impl Fn(f64) -> String) -> String {
    match loss {
        0.0 => String::new(),
        loss => format!(" and an expected loss of {}", amount(loss)),
    }
}

/// What is divided, in words.
fn whole(relation: &Relation<'_>, what: Whole) -> String {
    let deal = relation.deal;
    match what {
        Whole::Cost => "cost".to_owned(),
        Whole::Benefit => "benefit".to_owned(),
        Whole::Risk(at) => format!("the risk \"{}\"", deal.names.get(deal.risks[at].name)),
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
    /// The table, or the review file; `None` for the deal file.
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

/// What a concern comes from: a line, and the key by which a candidate states it.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// The line.
    pub place: Place<'a>,
    /// Who states it; `None` for the organization.
    candidate: Option<&'a Candidate>,
    /// The key, and the part of its map that is meant.
    key: &'static str,
    part: Option<&'a str>,
}

impl<'a> Origin<'a> {
    /// Where the fact comes from, as its candidate says.
    pub fn sources(&self) -> Vec<&'a Evidence> {
        let Some(candidate) = self.candidate else {
            return Vec::new();
        };
        let is_meant = |path: &str| match (self.part, path.split_once('.')) {
            (Some(part), Some((_, of))) => part == of,
            _ => true,
        };
        let sources = sources(candidate, self.key).filter(|(path, _)| is_meant(path));
        sources.map(|(_, evidence)| evidence).collect()
    }
}

/// The line that a concern comes from, if one line does.
pub fn line<'a>(relation: &Relation<'a>, concern: &Concern) -> Option<Place<'a>> {
    origin(relation, concern).map(|origin| origin.place)
}

/// What a concern comes from, if it is one fact.
pub fn origin<'a>(relation: &Relation<'a>, concern: &Concern) -> Option<Origin<'a>> {
    let deal = relation.deal;
    let key = |member: usize, keys: &[&'static str]| -> Option<Origin<'a>> {
        let candidate = *relation.members.get(member)?;
        let stated = keys
            .iter()
            .find_map(|key| Some((*key, candidate.lines.get(key)?)));
        let (key, line) = stated.unwrap_or((keys.first()?, candidate.line));
        Some(Origin {
            place: Place::of(candidate, line),
            candidate: Some(candidate),
            key,
            part: None,
        })
    };
    let of_party = |party: usize, keys: &[&'static str]| match party {
        0 => keys
            .iter()
            .find_map(|key| Some((*key, deal.organization.lines.get(key)?)))
            .map(|(key, line)| Origin {
                place: Place { table: None, line },
                candidate: None,
                key,
                part: None,
            })
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
            let stated = relation.members.iter().find_map(|member| {
                Some(Origin {
                    place: Place::of(member, member.capabilities.fact(need)?.line),
                    candidate: Some(member),
                    key: "capabilities",
                    part: Some(deal.names.get(need)),
                })
            });
            stated.or_else(|| key(0, &["capabilities"]))
        }
        Concern::WorseOff { party, .. } => of_party(party, &["stand_alone_cost"]),
        Concern::WorseOffWithheld {
            member,
            key: withheld,
        }
        | Concern::UnprofitableWithheld {
            member,
            key: withheld,
        }
        | Concern::OverSubscribedWithheld {
            member,
            key: withheld,
        } => key(member, &[withheld]),
        Concern::NothingPaid { party } => of_party(party, &["cost_share", "stake"]),
        Concern::LittleRisk { party, .. } | Concern::SharesNotSaid { party } => {
            of_party(party, &["risk_shares", "risk_share", "stake"])
        }
        Concern::UnprofitableUncontrolled { party, .. } => of_party(party, &["risk_control"]),
        Concern::RiskSharesUnknown => key(0, &["risk_shares", "risk_share", "stake"]),
        Concern::Contribution { party, .. } => of_party(party, &["contributions"]),
        Concern::MeasureNotStated { member, .. } => key(member, &["measures"]),
        Concern::LockedIn { member, .. } => key(member, &["our_dependence"]),
        Concern::LeavesEarly { member, .. } => key(member, &["horizon_years"]),
        Concern::Rival { .. } => key(0, &["sales"]),
        Concern::AddsNothing => key(0, &["capabilities", "markets", "pledges"]),
        Concern::Expired { member } => match lapsed_answers(relation, member).first() {
            Some((_, place, fact)) => Some(Origin {
                place: *place,
                candidate: fact.map(|_| relation.members[member]),
                key: fact.unwrap_or("ratings"),
                part: None,
            }),
            None => key(member, &["sources", "ratings"]),
        },
        Concern::NoBenefit { party }
        | Concern::Unprofitable { party, .. }
        | Concern::ExpectedLoss { party, .. }
        | Concern::Shareholding { party, .. } => {
            of_party(party, &["benefit_share", "cost_share", "stake"])
        }
        Concern::SavingsUnknown
        | Concern::EquityUnknown
        | Concern::OverSubscribed { .. }
        | Concern::SharesAboveOne { .. }
        | Concern::Unallocated { .. } => key(0, &["cost_share", "stake"]),
        Concern::Dependence { member, .. } => key(member, &["our_dependence"]),
        Concern::OverExposed { party, .. } => of_party(party, &["risk_capacity"]),
        Concern::OneSided { party, .. } => of_party(party, &["risk_share", "stake"]),
        Concern::UnevenPanel {
            member, criterion, ..
        }
        | Concern::Disagreement {
            member, criterion, ..
        } => {
            let candidate = relation.members[member];
            candidate.rating(criterion).map(|rating| Origin {
                place: Place::of(candidate, rating.line),
                candidate: None,
                key: "ratings",
                part: None,
            })
        }
        Concern::Redundant { member } => key(member, &["name"]),
        Concern::ShortHorizon { .. }
        | Concern::LongHorizon { .. }
        | Concern::NoGap
        | Concern::Large { .. } => None,
    }
}
