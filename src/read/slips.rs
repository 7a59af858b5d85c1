//! Slips: what is legal in a deal and looks as if something else was meant. Warnings, with the numbers and what to
//! write.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range as Span;

use super::source::Source;
use super::suggest::near;
use crate::deal::{Candidate, Deal, Facts, Measure, Measured, Names, Problem, Symbol};
use crate::model::Code;
use crate::model::keys::Range;
use crate::model::names::PlainName;
use crate::model::number::{number, typed};

/// Amounts of one kind that are so many times apart are hardly in one unit.
const UNITS_APART: f64 = 1000.0;
/// So many ratings tell a scale.
const RATINGS_TO_TELL: usize = 6;
/// The best mark of the scales of surveys, of ten.
const SURVEY_BEST: f64 = 0.5;
/// So many candidates with a slip of one kind are named.
const MOST_FOUND: usize = 20;
/// Of a longer list only so many names are looked at.
const MOST_NAMES: usize = 50;
/// Years that are a multiple of twelve and at least this many may be months.
const MAY_BE_MONTHS: f64 = 24.0;

/// What looks as if something else was meant.
#[derive(Debug, Default)]
pub struct Doubts {
    /// In the file of the deal.
    pub deal: Vec<Problem>,
    /// In rows of a table, with their lines, from 1; the spans mean nothing.
    pub rows: Vec<(u32, Problem)>,
}

impl Doubts {
    /// Adds others.
    pub(super) fn extend(&mut self, others: Self) {
        self.deal.extend(others.deal);
        self.rows.extend(others.rows);
    }

    /// Whether one of them is an error.
    pub fn has_error(&self) -> bool {
        let rows = self.rows.iter().map(|(_, problem)| problem);
        let mut all = self.deal.iter().chain(rows);
        all.any(|problem| !problem.is_warning())
    }
}

/// Names that look like slips, as the rest needs all candidates to be told.
pub(super) fn slips_in_names(deal: &Deal, header: &Span<usize>, source: &Source) -> Doubts {
    let mut slips = Slips::none(deal, header, source);
    slips.names();
    slips.found
}

/// What looks like a slip in the deal of a file, whose `[deal]` stands at `header`.
pub(super) fn slips(deal: &Deal, header: &Span<usize>, source: &Source) -> Doubts {
    let mut slips = Slips::none(deal, header, source);
    slips.measures();
    slips.ratings();
    slips.amounts();
    slips.nothing_in_common();
    slips.months();
    slips.names();
    slips.found
}

/// Numbers that look like parts of a hundred and do not sum to it: what they sum to.
pub(super) fn sum_near_100(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let numbers: Vec<f64> = numbers.into_iter().collect();
    let sum: f64 = numbers.iter().sum();
    let are_parts = numbers.len() > 1 && numbers.iter().all(|x| *x == 0.0 || *x >= 1.0);
    let is_near = (90.0..=110.0).contains(&sum) && (sum - 100.0).abs() > 1e-6;
    (are_parts && is_near).then_some(sum)
}

/// What is warned of numbers that sum to nearly 100.
pub(super) fn of_sum(what: &str, sum: f64, span: Span<usize>) -> Problem {
    let sum = number(sum);
    let message = format!("{what} look like per cent and sum to {sum}, not 100");
    Problem::new(Code::Slip, span, message).help(
        "only their proportions count: mend the one that is wrong, or leave it if this is meant",
    )
}

struct Slips<'a> {
    deal: &'a Deal,
    header: &'a Span<usize>,
    source: &'a Source,
    found: Doubts,
}

/// Where a slip stands.
#[derive(Clone)]
enum Place {
    Deal(Span<usize>),
    /// The line of a row.
    Row(u32),
}

impl<'a> Slips<'a> {
    fn none(deal: &'a Deal, header: &'a Span<usize>, source: &'a Source) -> Self {
        Self {
            deal,
            header,
            source,
            found: Doubts::default(),
        }
    }

    fn warn(&mut self, place: Place, message: String, help: &str) {
        let warning = |span| Problem::new(Code::Slip, span, message).help(help);
        match place {
            Place::Deal(span) => self.found.deal.push(warning(span)),
            Place::Row(line) => self.found.rows.push((line, warning(0..0))),
        }
    }

    fn at(&self, candidate: &Candidate, line: u32) -> Place {
        match candidate.table {
            Some(_) => Place::Row(line),
            None => Place::Deal(self.source.line_span(line)),
        }
    }

    fn at_header(&self) -> Place {
        Place::Deal(self.header.clone())
    }

    /// Of whom, and how many more.
    fn who(&self, found: &[&Candidate]) -> String {
        let [first, others @ ..] = found else {
            return String::new();
        };
        match others.len() {
            0 => first.name.clone(),
            more => format!("{} and {more} more", first.name),
        }
    }

    /// Measures that lie more than the length of their scale outside it.
    fn measures(&mut self) {
        for own in &self.deal.own_criteria {
            let Some(Measured::Scale(worst, best)) = own.measured else {
                continue;
            };
            let (least, most) = (worst.min(best), worst.max(best));
            let is_far = |x: f64| (least - x).max(x - most) > most - least;
            let candidates = self.deal.candidates.iter();
            let far: Vec<&Candidate> = candidates
                .filter(|one| one.measures.get(own.name).is_some_and(is_far))
                .collect();
            let Some(fact) = far.first().and_then(|one| one.measures.fact(own.name)) else {
                continue;
            };
            let message = format!(
                "`measures.{}` is {} of {}, and its scale runs from {} to {}",
                own.id,
                number(fact.value),
                self.who(&far),
                number(worst),
                number(best)
            );
            let place = self.at(far[0], fact.line);
            self.warn(
                place,
                message,
                "write `worst` and `best` of the criterion in the unit of the measures; what lies beyond earns \
                 0 or 100",
            );
        }
    }

    /// Ratings of a file that are all at most 5 of 10.
    fn ratings(&mut self) {
        if self.deal.rating_scale != Range::RATINGS {
            return;
        }
        let candidates = self.deal.candidates.iter();
        let ratings = candidates.flat_map(|one| one.ratings.iter());
        let scores: Vec<f64> = ratings
            .filter(|(_, rating)| rating.known > 0.0)
            .map(|(_, rating)| rating.score)
            .collect();
        let most = scores.iter().copied().fold(0.0, f64::max);
        let least = scores.iter().copied().fold(1.0, f64::min);
        let is_like_a_survey = most <= SURVEY_BEST && least > 0.0 && most > least;
        if scores.len() >= RATINGS_TO_TELL && is_like_a_survey {
            let (count, most) = (scores.len(), number(most * 10.0));
            self.warn(
                self.at_header(),
                format!("all {count} ratings are at most {most} of 10"),
                "if they are marks from 1 to 5, set `rating_scale = [1, 5]` in [deal]",
            );
        }
    }

    /// Amounts of one kind that are a thousandfold apart.
    fn amounts(&mut self) {
        let deal = self.deal;
        let are_apart =
            |a: f64, b: f64| a > 0.0 && b > 0.0 && (a >= b * UNITS_APART || b >= a * UNITS_APART);
        let impacts: f64 = deal.risks.iter().map(|risk| risk.impact).sum();
        let mut found: Vec<(&Candidate, u32, String)> = Vec::new();
        for candidate in &deal.candidates {
            let line = |key: &str| candidate.lines.get(key).unwrap_or(candidate.line);
            let money = [
                (
                    "stand_alone_cost",
                    candidate.stand_alone_cost,
                    "deal.cost",
                    deal.cost,
                ),
                (
                    "extra_joint_cost",
                    Some(candidate.extra_joint_cost),
                    "deal.cost",
                    deal.cost,
                ),
                (
                    "extra_benefit",
                    candidate.extra_benefit,
                    "deal.benefit",
                    deal.benefit,
                ),
                (
                    "risk_capacity",
                    candidate.risk_capacity,
                    "the impact of all risks",
                    (impacts > 0.0).then_some(impacts),
                ),
            ];
            for (key, amount, of, whole) in money {
                if let (Some(amount), Some(whole)) = (amount, whole)
                    && are_apart(amount, whole)
                {
                    let [amount, whole] = [amount, whole].map(number);
                    let words = format!(
                        "`{key}` of {} is {amount}, and {of} {whole}",
                        candidate.name
                    );
                    found.push((candidate, line(key), words));
                }
            }
            let facts = [
                ("pledges", &candidate.pledges, &deal.resources, "required"),
                (
                    "capabilities",
                    &candidate.capabilities,
                    &deal.needs,
                    "needed",
                ),
            ];
            for (key, stated, wanted, is_wanted) in facts {
                for need in wanted.iter().filter(|need| need.measure == Measure::Amount) {
                    let Some(fact) = stated.fact(need.name) else {
                        continue;
                    };
                    if are_apart(fact.value, need.required) {
                        let name = deal.names.get(need.name);
                        let words = format!(
                            "`{key}.{name}` of {} is {}, and {is_wanted} is {}",
                            candidate.name,
                            number(fact.value),
                            number(need.required)
                        );
                        found.push((candidate, fact.line, words));
                    }
                }
            }
        }
        // One slip of a unit is often made in every row.
        if let Some((candidate, line, words)) = found.first() {
            let more = match found.len() {
                1 => String::new(),
                more => format!(" (and {} more like it)", more - 1),
            };
            let (place, message) = (self.at(candidate, *line), format!("{words}{more}"));
            let help = "they are a thousandfold apart: write both in one unit, as in thousands or in millions";
            self.warn(place, message, help);
        }
    }

    /// Goals, capabilities or markets of a candidate none of which the deal knows.
    fn nothing_in_common(&mut self) {
        let deal = self.deal;
        let own = &deal.organization;
        let needs: Vec<Symbol> = deal.needs.iter().map(|need| need.name).collect();
        let names = |facts: &Facts| -> Vec<Symbol> { facts.iter().map(|fact| fact.name).collect() };
        let goals = own.goals.as_ref().map(names).unwrap_or_default();
        let mut markets: Vec<Symbol> = names(&deal.target_markets);
        markets.extend(&own.markets);
        markets.extend(own.sales.iter().flat_map(names));
        let set = |names: &[Symbol]| -> HashSet<Symbol> { names.iter().copied().collect() };
        let sets = [set(&goals), set(&needs), set(&markets)];
        let mut found = Vec::new();
        for candidate in &deal.candidates {
            // A slip that is made in every row is seen in the first.
            if found.len() >= MOST_FOUND {
                break;
            }
            let stated = [
                (
                    "goals",
                    candidate.goals.as_ref().map(names),
                    &goals,
                    "organization.goals",
                ),
                (
                    "capabilities",
                    Some(names(&candidate.capabilities)),
                    &needs,
                    "[needs]",
                ),
                (
                    "markets",
                    candidate.markets.clone(),
                    &markets,
                    "the deal's markets",
                ),
            ];
            for ((key, stated, known, of), set) in stated.into_iter().zip(&sets) {
                let stated = stated.unwrap_or_default();
                let has_same = stated.iter().any(|name| set.contains(name));
                if stated.is_empty() || known.is_empty() || has_same {
                    continue;
                }
                // Where a name is nearly one of ours, that is said already.
                let name_of = |name: &Symbol| deal.names.get(*name);
                let is_near =
                    |name: &Symbol| near(name_of(name), known.iter().map(name_of)).is_some();
                if stated.iter().take(MOST_NAMES).any(is_near) {
                    continue;
                }
                let shown = |all: &[Symbol]| shown(&deal.names, all);
                let message = format!(
                    "none of `{key}` of {} is one of {of}: {} against {}",
                    candidate.name,
                    shown(&stated),
                    shown(known)
                );
                let line = candidate.lines.get(key).unwrap_or(candidate.line);
                found.push((self.at(candidate, line), message));
            }
        }
        for (place, message) in found {
            let help = "names count only where they are written alike, in one language too";
            self.warn(place, message, help);
        }
    }

    /// Horizons that look like months.
    fn months(&mut self) {
        let looks = |years: f64| years >= MAY_BE_MONTHS && years % 12.0 == 0.0;
        let words = |years: f64| format!("{} years: are these months?", number(years));
        let help = |years: f64| format!("horizons are in years: write {}", typed(years / 12.0));
        if let Some(years) = self.deal.horizon_years.filter(|years| looks(*years)) {
            let message = format!("the deal lasts {}", words(years));
            self.warn(self.at_header(), message, &help(years));
            return;
        }
        let candidates = self.deal.candidates.iter();
        let stay = |one: &&Candidate| one.horizon_years.is_some_and(looks);
        let found: Vec<&Candidate> = candidates.filter(stay).collect();
        let Some((first, years)) = found
            .first()
            .and_then(|one| Some((*one, one.horizon_years?)))
        else {
            return;
        };
        let message = format!("`horizon_years` of {}: {}", self.who(&found), words(years));
        let line = first.lines.get("horizon_years").unwrap_or(first.line);
        let place = self.at(first, line);
        self.warn(place, message, &help(years));
    }

    /// Names that are alike but for case, blanks, full stops or legal form, and names of sums.
    fn names(&mut self) {
        let mut seen: BTreeMap<String, &Candidate> = BTreeMap::new();
        let mut found = Vec::new();
        for candidate in &self.deal.candidates {
            let at = self.at(candidate, candidate.line);
            let plain = PlainName::of(&candidate.name);
            if plain.is_sum() {
                let message = format!("a candidate named `{}`", candidate.name);
                let help = "leave the row out if it is a sum or a mean of the others";
                found.push((at.clone(), message, help));
            }
            let bare = plain.bare();
            if bare.is_empty() {
                continue;
            }
            match seen.get(&bare) {
                // That is said otherwise.
                Some(other) if other.name == candidate.name => {}
                Some(other) => {
                    let message = format!(
                        "`{}` and `{}` look like one candidate",
                        other.name, candidate.name
                    );
                    let help = "keep one, or tell them apart by more than case, accents, blanks, full stops, legal \
                                form or what does not show";
                    found.push((at, message, help));
                }
                None => {
                    seen.insert(bare, candidate);
                }
            }
        }
        for (place, message, help) in found {
            self.warn(place, message, help);
        }
    }
}

/// Some names, three at most.
fn shown(names: &Names, all: &[Symbol]) -> String {
    let first: Vec<&str> = all.iter().take(3).map(|name| names.get(*name)).collect();
    let more = if all.len() > 3 { ", ..." } else { "" };
    format!("{}{more}", first.join(", "))
}
