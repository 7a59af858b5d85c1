//! The terms in sentences: what is proposed, what rules would give, what it means in money.

use crate::criteria::Relation;
use crate::explain::{list, number, share};
use crate::model::Flag;
use crate::score::{Computed, Evaluation, Money, Terms, Zone, ZoneOf};

/// The terms of a relation, a sentence for each thing that can be said of a party.
pub(super) fn sentences(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<String> {
    let terms = Terms::of(relation, evaluation);
    let mut sentences = Vec::new();
    for party in 1..relation.parties() {
        let name = relation.party_name(party);
        let mut say = |words: Vec<String>, what: &str| {
            if !words.is_empty() {
                sentences.push(format!("{name}: {what} {}", words.join(", ")));
            }
        };
        say(cost(&terms, party), "cost share");
        for (risk, shares) in relation.deal.risks.iter().zip(&terms.risks) {
            let mut words = Vec::new();
            words.extend(proposed(shares.proposed.as_deref(), party));
            words.extend(computed(
                shares.least_premium.as_ref(),
                "least premium",
                party,
            ));
            if shares.least_premium.is_some() {
                say(
                    words,
                    &format!("share of \"{}\"", relation.deal.names.get(risk.name)),
                );
            }
        }
        say(contribution(relation, &terms, party), "brings in");
        say(amounts(relation, &terms.money[party]), "in money");
    }
    sentences.extend(
        terms
            .zone
            .as_ref()
            .map(|zone| zone_words(zone, terms.zone_of)),
    );
    sentences
}

fn proposed(shares: Option<&[f64]>, party: usize) -> Option<String> {
    shares.map(|shares| format!("{} proposed", share(shares[party])))
}

fn computed(division: Option<&Computed>, rule: &str, party: usize) -> Option<String> {
    division.map(|division| {
        let raises: Vec<&str> = division
            .raises
            .iter()
            .map(|flag: &Flag| flag.id())
            .collect();
        let raises = match raises.is_empty() {
            true => String::new(),
            false => format!(" (raises {})", list(&raises, "and")),
        };
        format!("{rule} {}{raises}", share(division.shares[party]))
    })
}

fn cost(terms: &Terms, party: usize) -> Vec<String> {
    let even = match terms.is_scaled {
        true => "even gain (none below 0)",
        false => "even gain",
    };
    let words = [
        proposed(terms.cost.as_deref(), party),
        computed(terms.equal_gain.as_ref(), even, party),
        computed(terms.by_benefit.as_ref(), "by benefit", party),
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
    vec![format!("{} ({part} of all{benefit})", number(all[party]))]
}

/// `pays 1050, gets 1900, could lose 320 MNOK`: what the members would, as proposed. A share stands where the
/// money is not known; nothing if neither is.
pub(super) fn line(relation: &Relation<'_>, evaluation: &Evaluation) -> Option<String> {
    let terms = Terms::of(relation, evaluation);
    let money = terms.money.get(1)?;
    let part = |amount: Option<f64>, share_of: Option<f64>, verb: &str, whole: &str| {
        let currency = relation.deal.currency.as_deref().unwrap_or_default();
        match (amount, share_of) {
            (Some(amount), _) => {
                let amount = number((amount * 100.0).round() / 100.0);
                Some(format!("{verb} {amount} {currency}").trim_end().to_owned())
            }
            (None, Some(part)) => Some(format!("{verb} {} of the {whole}", share(part))),
            (None, None) => None,
        }
    };
    let has_risks = !relation.deal.risks.is_empty();
    let known = [
        part(
            money.cost,
            terms.cost.as_ref().map(|shares| shares[1]),
            "pay",
            "cost",
        ),
        part(money.benefit, relation.benefit_share(1), "get", "benefit"),
        part(
            money.worst_loss.filter(|_| has_risks),
            None,
            "could lose",
            "",
        ),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    (!known.is_empty()).then(|| format!("Terms: they {}", known.join(", ")))
}

/// What a party would pay, get and could lose.
pub(super) fn amounts(relation: &Relation<'_>, money: &Money) -> Vec<String> {
    let has_risks = !relation.deal.risks.is_empty();
    let known = [
        (money.cost, "pays"),
        (money.benefit, "gets"),
        (money.expected_loss.filter(|_| has_risks), "expects to lose"),
        (money.worst_loss.filter(|_| has_risks), "could lose"),
        (money.stand_alone_cost, "alone would pay"),
    ];
    let known = known
        .into_iter()
        .filter_map(|(amount, verb)| Some((amount?, verb)));
    known
        .map(|(amount, verb)| format!("{verb} {}", number((amount * 100.0).round() / 100.0)))
        .collect()
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
        true => {
            format!("On no {what} of theirs could both sides agree, all else as proposed{left_out}")
        }
        false => format!(
            "Both sides could agree on a {what} of theirs from {} to {}, all else as proposed{left_out}",
            share(zone.low),
            share(zone.high)
        ),
    }
}
