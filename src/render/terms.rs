//! The terms in sentences: what is proposed, what rules would give, what it means in money.

use crate::criteria::Relation;
use crate::explain::{list, money, share};
use crate::model::Flag;
use crate::score::{Computed, Evaluation, Money, OF_COST, OF_RISK, Terms, Zone, ZoneOf};

/// The terms of a relation, a sentence for each thing that can be said of a party.
pub(super) fn sentences(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<String> {
    let terms = Terms::of(relation, evaluation);
    let mut sentences = Vec::new();
    for party in 1..relation.parties() {
        let name = relation.party_name(party);
        let mut say = |words: Vec<String>, what: &str| {
            if !words.is_empty() {
                sentences.push(format!("{name}, {what}: {}", words.join(", ")));
            }
        };
        say(
            cost(&terms, &raises(evaluation, &OF_COST), party),
            "share of the cost",
        );
        for (risk, shares) in relation.deal.risks.iter().zip(&terms.risks) {
            let mut words = Vec::new();
            words.extend(proposed(
                shares.proposed.as_deref(),
                &raises(evaluation, &OF_RISK),
                party,
            ));
            words.extend(computed(
                shares.least_premium.as_ref(),
                "least premium",
                party,
            ));
            if shares.least_premium.is_some() {
                say(
                    words,
                    &format!(
                        "share of the risk \"{}\"",
                        relation.deal.names.get(risk.name)
                    ),
                );
            }
        }
        say(contribution(relation, &terms, party), "contribution");
        say(amounts(relation, &terms.money[party]), "in money");
    }
    sentences.extend(
        terms
            .zone
            .as_ref()
            .map(|zone| zone_words(zone, terms.zone_of)),
    );
    sentences.extend(blocked(relation, &terms));
    sentences.extend(rules(&terms));
    sentences
}

/// What the rules mean that divided anything.
fn rules(terms: &Terms) -> Option<String> {
    let has_premium = terms.risks.iter().any(|risk| risk.least_premium.is_some());
    let meanings = [
        (
            terms.equal_gain.is_some(),
            "by even gain all save the same against going alone",
        ),
        (
            terms.by_benefit.is_some(),
            "by benefit who gets more pays more",
        ),
        (
            terms
                .shapley
                .as_ref()
                .is_some_and(|shares| shares.len() > 2),
            "by Shapley value each pays what it adds to the cost, averaged over every order of joining",
        ),
        (
            has_premium,
            "by least premium a risk costs all together the least",
        ),
    ];
    let meant = meanings.into_iter().filter(|(is_there, _)| *is_there);
    let meant: Vec<&str> = meant.map(|(_, meaning)| meaning).collect();
    (!meant.is_empty()).then(|| format!("Rules: {}", meant.join("; ")))
}

/// The stated coalitions that would pay less alone, a sentence each.
pub(super) fn blocked(relation: &Relation<'_>, terms: &Terms) -> Vec<String> {
    let deal = relation.deal;
    let blocked = terms.blocked.iter().map(|blocked| {
        let division = match blocked.division {
            "equal_gain" => "even gain",
            "shapley" => "Shapley",
            other => other,
        };
        let members = &deal.coalitions[blocked.coalition].members;
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        format!(
            "Blocked ({division}): {} would pay {} together, and {} without the others",
            list(&members, "and"),
            money(blocked.pays),
            money(blocked.alone)
        )
    });
    blocked.collect()
}

/// What the proposal raises, of these.
fn raises(evaluation: &Evaluation, of: &[Flag]) -> Vec<Flag> {
    let mut flags = evaluation.flags();
    flags.retain(|flag| of.contains(flag));
    flags
}

fn raises_words(raises: &[Flag]) -> String {
    let ids: Vec<&str> = raises.iter().map(|flag| flag.id()).collect();
    match ids.is_empty() {
        true => String::new(),
        false if ids.len() == 1 => format!(" (raises the flag {})", ids[0]),
        false => format!(" (raises the flags {})", list(&ids, "and")),
    }
}

fn proposed(shares: Option<&[f64]>, raises: &[Flag], party: usize) -> Option<String> {
    shares.map(|shares| {
        format!(
            "{} as proposed{}",
            share(shares[party]),
            raises_words(raises)
        )
    })
}

fn computed(division: Option<&Computed>, rule: &str, party: usize) -> Option<String> {
    division.map(|division| {
        let raises = raises_words(&division.raises);
        format!("{} by {rule}{raises}", share(division.shares[party]))
    })
}

fn cost(terms: &Terms, raises: &[Flag], party: usize) -> Vec<String> {
    let even = match terms.is_scaled {
        true => "even gain (none below 0)",
        false => "even gain",
    };
    let words = [
        proposed(terms.cost.as_deref(), raises, party),
        computed(terms.equal_gain.as_ref(), even, party),
        computed(terms.by_benefit.as_ref(), "benefit", party),
        // Of two parties it is the even gain.
        terms
            .shapley
            .as_ref()
            .filter(|shares| shares.len() > 2)
            .map(|shares| format!("{} by Shapley value", share(shares[party]))),
    ];
    words.into_iter().flatten().collect()
}

fn contribution(relation: &Relation<'_>, terms: &Terms, party: usize) -> Vec<String> {
    let Some(all) = &terms.contributions else {
        return Vec::new();
    };
    let part = share(all[party] / all.iter().sum::<f64>());
    let benefit = relation.benefit_share(party);
    let benefit = benefit.map_or_else(String::new, |benefit| {
        format!(" for {} of the benefit", share(benefit))
    });
    vec![format!("{} ({part} of all{benefit})", money(all[party]))]
}

/// `Terms as proposed: they pay 1050 MNOK, get 1900 MNOK`: what the members would, as proposed. A share stands where the
/// money is not known; nothing if neither is.
pub(super) fn line(relation: &Relation<'_>) -> Option<String> {
    let theirs = Money::of(relation, 1);
    let part = |amount: Option<f64>, share_of: Option<f64>, verb: &str, whole: &str| {
        let currency = relation.deal.currency.as_deref().unwrap_or_default();
        match (amount, share_of) {
            (Some(amount), _) => {
                let amount = money(amount);
                Some(format!("{verb} {amount} {currency}").trim_end().to_owned())
            }
            (None, Some(part)) => Some(format!("{verb} {} of the {whole}", share(part))),
            (None, None) => None,
        }
    };
    let has_risks = !relation.deal.risks.is_empty();
    let known = [
        part(theirs.cost, relation.cost_share(1), "pay", "cost"),
        part(theirs.benefit, relation.benefit_share(1), "get", "benefit"),
        part(
            theirs.worst_loss.filter(|_| has_risks),
            None,
            "could lose",
            "",
        ),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    (!known.is_empty()).then(|| format!("Terms as proposed: they {}", known.join(", ")))
}

/// What a party would pay, get and could lose.
pub(super) fn amounts(relation: &Relation<'_>, of: &Money) -> Vec<String> {
    let has_risks = !relation.deal.risks.is_empty();
    let say = |amount: Option<f64>, verb: &str| Some(format!("{verb} {}", money(amount?)));
    let known = [
        say(of.cost, "pays"),
        say(of.benefit, "gets"),
        expected_loss(of).filter(|_| has_risks),
        say(of.worst_loss.filter(|_| has_risks), "could lose"),
        say(of.stand_alone_cost, "alone would pay"),
    ];
    known.into_iter().flatten().collect()
}

/// A range where a party does not say how far it controls a risk that it bears.
fn expected_loss(of: &Money) -> Option<String> {
    let (low, high) = (money(of.expected_loss?), money(of.expected_loss_high?));
    Some(match low == high {
        true => format!("expects to lose {low}"),
        false => format!("expects to lose {low} to {high} (not all of its control is known)"),
    })
}

fn zone_words(zone: &Zone, of: ZoneOf) -> String {
    let what = match of {
        ZoneOf::Cost => "share of the cost",
        ZoneOf::Stake => "stake",
    };
    let left_out: Vec<&str> = zone
        .left_out
        .iter()
        .map(|bound| match *bound {
            "stand_alone_cost" => "what a party would pay alone",
            "benefit" => "what it gets",
            _ => "what it could lose",
        })
        .collect();
    let left_out = match left_out.is_empty() {
        true => String::new(),
        false => format!(" (not known: {})", list(&left_out, "and")),
    };
    match zone.is_empty {
        true => format!(
            "There is no {what} on which both sides could agree, all else as proposed{left_out}"
        ),
        false => format!(
            "Both sides could agree on their {what} from {} to {}, all else as proposed{left_out}",
            share(zone.low),
            share(zone.high)
        ),
    }
}
