//! One line for each criterion: its formula with the numbers of the relation filled in.

use super::number::number;
use crate::deal::{
    Asked, Candidate, CriterionId, Deal, Fact, Facts, Measure, Need, Rating, Risk, Symbol,
};
use crate::model::{Answer, Builtin};
use crate::score::{CriterionScore, Relation, Source, clamp, cover, fill_from_the_rest, relief};

/// The formula of a criterion with its numbers, or what would answer it.
pub fn detail(relation: &Relation<'_>, asked: &Asked, score: &CriterionScore) -> String {
    match score.source {
        Source::Unknown => ask(relation.deal, asked.id),
        Source::Rated if relation.members.len() == 1 => relation.members[0]
            .rating(asked.id)
            .map_or_else(String::new, rating),
        Source::Rated => over_members(relation, asked.id, |_| None),
        Source::Computed => computed(relation, asked),
    }
}

/// What would answer a criterion that is unknown.
pub fn ask(deal: &Deal, id: CriterionId) -> String {
    match id {
        CriterionId::Builtin(builtin) => match builtin.doc().answer {
            Answer::Rated => format!("unknown: rate {}", builtin.doc().question),
            Answer::Facts(keys) => {
                format!("unknown: needs {}, or a rating", fact_words(keys))
            }
        },
        CriterionId::Own(place) => {
            let own = &deal.own_criteria[place as usize];
            let about = own.about.as_deref().unwrap_or(&own.id);
            match own.scale {
                Some(_) => format!(
                    "unknown: needs measures.\"{}\", or a rating ({about})",
                    own.id
                ),
                None => format!("unknown: rate {about}"),
            }
        }
        CriterionId::Whole(dimension) => format!("unknown: rate {}", dimension.question()),
    }
}

/// The keys that a formula needs, with what stands in for them.
pub(super) fn fact_words(keys: &[&str]) -> String {
    let words: Vec<String> = keys
        .iter()
        .map(|key| {
            if SHARES.contains(key) {
                format!("{key} (or stake)")
            } else {
                (*key).to_owned()
            }
        })
        .collect();
    words.join(", ")
}

/// The shares that the stake stands in for.
const SHARES: [&str; 3] = ["cost_share", "benefit_share", "risk_share"];

/// A rating in words, on the scale on which it was given.
pub fn rating(rating: &Rating) -> String {
    let ten = |fraction: f64| number((fraction * 1e6).round() / 1e5);
    if rating.is_panel {
        let (mean, low, high) = (ten(rating.score), ten(rating.low), ten(rating.high));
        return format!("panel mean {mean} of 10, from {low} to {high}");
    }
    if rating.low == rating.score && rating.high == rating.score {
        return format!("rated {} of 10", ten(rating.score));
    }
    format!(
        "rated {} of 10, between {} and {}",
        ten(rating.score),
        ten(rating.low),
        ten(rating.high)
    )
}

fn computed(relation: &Relation<'_>, asked: &Asked) -> String {
    let id = asked.id;
    let deal = relation.deal;
    let own = &deal.organization;
    let builtin = match id {
        CriterionId::Builtin(builtin) => builtin,
        CriterionId::Own(place) => {
            let own = &deal.own_criteria[place as usize];
            return over_members(relation, id, |member| {
                let ((worst, best), measure) = (own.scale?, member.measures.get(own.name)?);
                let value = clamp((measure - worst) / (best - worst));
                Some(format!(
                    "({} - {}) / ({} - {}) -> {}",
                    number(measure),
                    number(worst),
                    number(best),
                    number(worst),
                    number(value)
                ))
            });
        }
        CriterionId::Whole(_) => return String::new(),
    };
    match builtin {
        Builtin::Goals => over_pairs(relation, id, |a, b| {
            goals(
                deal,
                a.map_or(own.goals.as_ref(), |a| a.goals.as_ref())?,
                b.goals.as_ref()?,
            )
        }),
        Builtin::Culture => over_pairs(relation, id, |a, b| {
            culture(
                a.map_or(own.culture.as_ref(), |a| a.culture.as_ref())?,
                b.culture.as_ref()?,
            )
        }),
        Builtin::Rivalry => over_members(relation, id, |member| {
            let (ours, theirs) = (own.sales.as_ref()?, member.sales.as_ref()?);
            Some(format!(
                "1 - {} of our {} sales meet theirs = {}",
                number(ours.overlap(theirs)),
                number(ours.sum()),
                number(clamp(1.0 - ours.overlap(theirs) / ours.sum()))
            ))
        }),
        Builtin::Standards => over_members(relation, id, |member| {
            let met = member.standards.as_ref()?;
            let listed = deal.standards.iter();
            let weight: f64 = listed
                .filter(|s| met.binary_search(&s.name).is_ok())
                .map(|s| s.value)
                .sum();
            Some(format!(
                "meets weight {} of {}",
                number(weight),
                number(deal.standards.sum())
            ))
        }),
        Builtin::Capabilities => {
            let gaps = deal
                .needs
                .iter()
                .filter(|need| need.gap > 0.0 && need.weight > 0.0);
            let parts = gaps.map(|need| need_part(relation, need)).collect();
            covered(relation, id, parts, "weight x gap / need")
        }
        Builtin::Reach => {
            let served: Vec<&Fact> = deal
                .unserved
                .iter()
                .filter(|market| {
                    relation.members.iter().any(|member| {
                        member
                            .markets
                            .as_ref()
                            .is_some_and(|m| m.binary_search(&market.name).is_ok())
                    })
                })
                .collect();
            let names: Vec<&str> = served
                .iter()
                .map(|market| deal.names.get(market.name))
                .collect();
            let what = if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            };
            let text = format!(
                "they serve weight {} of the {} in target markets we do not serve: {what}",
                number(served.iter().map(|market| market.value).sum()),
                number(deal.unserved.sum())
            );
            ratings_beside(relation, id, text)
        }
        Builtin::Reciprocity => over_members(relation, id, |member| {
            let at = relation
                .members
                .iter()
                .position(|other| other.name == member.name)?;
            let needs = member.needs.as_ref()?;
            let total: f64 = needs.iter().map(|need| need.weight).sum();
            let parts: Vec<String> = needs
                .iter()
                .map(|need| {
                    let fraction = fill_from_the_rest(relation, at, need);
                    format!(
                        "{}: they need {}, have {}, the rest fills {} of it x {}",
                        deal.names.get(need.name),
                        number(need.required),
                        number(need.own),
                        number(fraction * (need.gap / need.required)),
                        number(need.weight / total)
                    )
                })
                .collect();
            Some(parts.join("; "))
        }),
        Builtin::Allocation => allocation(relation),
        Builtin::Capacity => {
            let parts = parties(relation, |party| {
                let (capacity, loss) =
                    (relation.risk_capacity(party)?, relation.stress_loss(party)?);
                if loss == 0.0 {
                    return Some("1, nothing at stake".to_owned());
                }
                Some(format!("{} / {}", number(capacity), number(loss)))
            });
            format!("least of capacity / loss if all happens, at most 1: {parts}")
        }
        Builtin::Dependence => over_members(relation, id, |member| {
            let (ours, theirs) = (member.our_dependence?, member.their_dependence?);
            Some(format!("1 - max(0, {} - {})", number(ours), number(theirs)))
        }),
        Builtin::Savings => {
            let joint = relation.joint_cost().unwrap_or(0.0);
            let parts = parties(relation, |party| {
                let (part, alone) = (
                    relation.cost_share(party)? * joint,
                    relation.stand_alone_cost(party)?,
                );
                Some(match (alone == 0.0, part == 0.0) {
                    (true, true) => "nothing to pay".to_owned(),
                    (true, false) => format!("pays {} and alone nothing", number(part)),
                    _ => format!("1 - {} / {}", number(part), number(alone)),
                })
            });
            match deal.target_saving == 0.0 {
                true => format!("1 if nobody pays more than alone, else 0: {parts}"),
                false => format!(
                    "least saving / the target {}, within 0 and 1: {parts}",
                    number(deal.target_saving)
                ),
            }
        }
        Builtin::Equity => {
            let parts = parties(relation, |party| {
                let (cost, benefit) = (relation.cost_share(party)?, relation.benefit_share(party)?);
                if cost == 0.0 {
                    return Some("1, no cost".to_owned());
                }
                Some(format!("{} / {}", number(benefit), number(cost)))
            });
            format!("least of benefit share / cost share, at most 1: {parts}")
        }
        Builtin::Resources => {
            let gaps = deal
                .resources
                .iter()
                .filter(|r| r.gap > 0.0 && r.weight > 0.0);
            let parts = gaps
                .map(|resource| {
                    let pledges = || {
                        relation
                            .members
                            .iter()
                            .map(|m| m.pledges.get(resource.name))
                    };
                    let pledged: f64 = pledges().flatten().sum();
                    let name = deal.names.get(resource.name);
                    let offer = offer(pledges().flatten().count(), number(pledged), "pledge");
                    Part {
                        text: format!("{name}: {offer} of {}", number(resource.gap)),
                        weight: resource.worth(),
                        fraction: clamp(pledged / resource.gap),
                    }
                })
                .collect();
            covered(relation, id, parts, "weight x gap / required")
        }
        Builtin::Horizon => over_members(relation, id, |member| {
            let (theirs, deals) = (member.horizon_years?, deal.horizon_years?);
            Some(format!(
                "min(1, {} / {} years)",
                number(theirs),
                number(deals)
            ))
        }),
        Builtin::TrackRecord => over_members(relation, id, |member| {
            let (kept, total) = member.track_record?;
            Some(format!(
                "{} of {} kept: Wilson interval, lower end at z = 1.645",
                number(kept),
                number(total)
            ))
        }),
        Builtin::PriorTies => over_members(relation, id, |member| {
            let projects = member.joint_projects?;
            Some(format!("{} / {}", number(projects), number(projects + 1.0)))
        }),
        _ => over_members(relation, id, |_| None),
    }
}

/// The text of one member, or the mean over all members with theirs.
fn over_members(
    relation: &Relation<'_>,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<String>,
) -> String {
    let one = |member: &Candidate| {
        let rated = member.rating(id).map(rating);
        rated
            .or_else(|| facts(member))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    match relation.members {
        [member] => one(member),
        members => {
            let parts: Vec<String> = members
                .iter()
                .map(|member| format!("{} {}", member.name, one(member)))
                .collect();
            format!("mean of {}: {}", members.len(), parts.join("; "))
        }
    }
}

/// The text of the one pair, or the mean over all pairs with theirs; `None` is the organization.
fn over_pairs<'a>(
    relation: &Relation<'a>,
    id: CriterionId,
    pair: impl Fn(Option<&'a Candidate>, &'a Candidate) -> Option<String>,
) -> String {
    let with_us = |member: &'a Candidate| {
        let rated = member.rating(id).map(rating);
        rated
            .or_else(|| pair(None, member))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    let members = relation.members;
    if let [member] = members {
        return with_us(member);
    }
    let mut parts: Vec<String> = members
        .iter()
        .map(|member| format!("us-{} {}", member.name, with_us(member)))
        .collect();
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            let text = pair(Some(a), b).unwrap_or_else(|| "unknown".to_owned());
            parts.push(format!("{}-{} {text}", a.name, b.name));
        }
    }
    format!("mean of {} pairs: {}", parts.len(), parts.join("; "))
}

fn goals(deal: &Deal, ours: &Facts, theirs: &Facts) -> Option<String> {
    let shared: Vec<String> = ours
        .iter()
        .filter_map(|goal| {
            let name = deal.names.get(goal.name);
            let theirs = theirs.get(goal.name)?;
            Some(format!(
                "{name} min({}, {})",
                number(goal.value),
                number(theirs)
            ))
        })
        .collect();
    if shared.is_empty() {
        return Some("no goal in common".to_owned());
    }
    Some(format!(
        "{} = {}",
        shared.join(" + "),
        number(ours.overlap(theirs))
    ))
}

fn culture(ours: &[f64; 4], theirs: &[f64; 4]) -> Option<String> {
    let apart: Vec<String> = ours
        .iter()
        .zip(theirs)
        .map(|(p, q)| format!("|{} - {}|", number(*p), number(*q)))
        .collect();
    Some(format!("1 - ({}) / 2", apart.join(" + ")))
}

/// One thing that is missing, and how much of it is filled.
struct Part {
    text: String,
    weight: f64,
    fraction: f64,
}

fn offer(stated: usize, offered: String, verb: &str) -> String {
    if stated == 0 {
        format!("no {verb} stated")
    } else {
        format!("they {verb} {offered}")
    }
}

fn need_part(relation: &Relation<'_>, need: &Need) -> Part {
    Part {
        text: format!(
            "{}: {}",
            relation.deal.names.get(need.name),
            need_words(relation, need)
        ),
        weight: need.worth(),
        fraction: cover(relation, need).fraction,
    }
}

/// `need 8, we have 6, they offer 5`.
pub fn need_words(relation: &Relation<'_>, need: &Need) -> String {
    let offers = relation
        .members
        .iter()
        .filter_map(|member| member.capabilities.get(need.name));
    let offers: Vec<f64> = offers.collect();
    let offered = match need.measure {
        Measure::Level => offers.iter().copied().fold(0.0, f64::max),
        Measure::Amount => offers.iter().sum(),
    };
    format!(
        "need {}, we have {}, {}",
        number(need.required),
        number(need.own),
        offer(offers.len(), number(offered), "offer"),
    )
}

/// The weighted mean of what is filled.
fn covered(relation: &Relation<'_>, id: CriterionId, parts: Vec<Part>, weight: &str) -> String {
    let total: f64 = parts.iter().map(|part| part.weight).sum();
    let text = match parts.as_slice() {
        [part] => format!("{} -> {} of the gap", part.text, number(part.fraction)),
        parts => {
            let words: Vec<String> = parts
                .iter()
                .map(|part| {
                    let weight = number(part.weight / total);
                    format!("{} -> {} x {weight}", part.text, number(part.fraction))
                })
                .collect();
            format!("{} (filled part x {weight}, normalised)", words.join("; "))
        }
    };
    ratings_beside(relation, id, text)
}

/// In a larger set, ratings stand beside the facts of a coverage.
fn ratings_beside(relation: &Relation<'_>, id: CriterionId, facts: String) -> String {
    let rated: Vec<String> = relation
        .members
        .iter()
        .filter_map(|member| Some(format!("{} {}", member.name, rating(member.rating(id)?))))
        .collect();
    match (rated.is_empty(), relation.members.len()) {
        (true, _) => facts,
        (false, 1) => rated.join("; "),
        (false, _) => format!("{facts}; at least the best of {}", rated.join("; ")),
    }
}

fn parties(relation: &Relation<'_>, part: impl Fn(usize) -> Option<String>) -> String {
    let parts: Vec<String> = (0..relation.parties())
        .filter_map(|party| Some(format!("{} {}", relation.party_name(party), part(party)?)))
        .collect();
    parts.join(", ")
}

fn allocation(relation: &Relation<'_>) -> String {
    let deal = relation.deal;
    let risks = || deal.risks.iter().filter(|risk| risk.own_control < 1.0);
    let weight = |risk: &Risk| risk.expected_loss() * (1.0 - risk.own_control).powi(2);
    let weights: f64 = risks().map(weight).sum();
    let most = 1.0 - 1.0 / relation.parties() as f64;
    let parts: Vec<String> = risks()
        .filter_map(|risk| {
            let division = relation.risk_division(risk)?;
            let premiums: Option<Vec<String>> = (0..relation.parties())
                .map(|party| {
                    let left = 1.0 - control(relation, party, risk.name);
                    let part = relation.risk_share(division, risk, party)?;
                    let capacity = relation.risk_capacity(party)?;
                    Some(format!(
                        "({} x {})^2 / {}",
                        number(part),
                        number(left),
                        number(capacity)
                    ))
                })
                .collect();
            Some(format!(
                "{}: (1 - ({}) / ({}^2 / {})) / {} -> {} x {}",
                deal.names.get(risk.name),
                premiums?.join(" + "),
                number(1.0 - risk.own_control),
                number(relation.risk_capacity(0)?),
                number(most),
                number(relief(relation, risk, 0.0)?),
                number(weight(risk) / weights)
            ))
        })
        .collect();
    format!(
        "relief = (1 - premiums of all / ours alone) / {}, premium = (share x uncontrolled part)^2 / \
         capacity, x weight by expected loss: {}",
        number(most),
        parts.join("; ")
    )
}

fn control(relation: &Relation<'_>, party: usize, risk: Symbol) -> f64 {
    let control = match party {
        0 => relation.deal.organization.risk_control.get(risk),
        _ => relation.members[party - 1].risk_control.get(risk),
    };
    control.unwrap_or(0.0) / 10.0
}

/// What the score of a criterion rests on: the evidence of a rating, or the source of a fact.
pub fn evidence(relation: &Relation<'_>, id: CriterionId) -> Option<String> {
    let of_member = |member: &Candidate| -> Option<String> {
        if member.rating(id).is_some() {
            return member.ratings.evidence(id).map(str::to_owned);
        }
        let keys: &[&str] = match id {
            CriterionId::Builtin(builtin) => match builtin.doc().answer {
                Answer::Facts(keys) => keys,
                Answer::Rated => &[],
            },
            CriterionId::Own(_) => &["measures"],
            CriterionId::Whole(_) => &[],
        };
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
        let facts = match id {
            CriterionId::Builtin(builtin) => match builtin.doc().answer {
                Answer::Facts(keys) => keys,
                Answer::Rated => &[],
            },
            CriterionId::Own(_) => &["measures"],
            CriterionId::Whole(_) => &[],
        };
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
