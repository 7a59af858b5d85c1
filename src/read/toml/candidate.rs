//! Reads `[[candidates]]`.

use std::collections::HashMap;
use std::ops::Range as Span;

use toml::de::DeValue;

use super::header::Header;
use super::rating;
use super::section::Section;
use super::{parties, tables};
use crate::criteria::answers;
use crate::criteria::asks::how_to_ask;
use crate::deal::{Candidate, Deal, Facts, Measure, Names, Problem, Ratings, Requirement, Symbol};
use crate::model::{Code, SLACK, keys};

/// Reads all candidates. `known`: the names of the header; `taken`: candidates whose names are taken.
pub(super) fn read_all(
    file: &mut Section<'_, '_>,
    header: &Header,
    known: &Known<'_>,
    taken: &[Candidate],
) -> Vec<Candidate> {
    let context = file.context;
    let Some((key, value)) = file.take("candidates") else {
        return Vec::new();
    };
    const FORM: &str = "a list of tables, each under [[candidates]]";
    let Some(values) = context.array("candidates", FORM, value) else {
        return Vec::new();
    };
    if values.is_empty() {
        let problem = Problem::new(Code::Empty, key, "the list of candidates is empty");
        context.report(problem.help("add a [[candidates]] table with a name for each"));
    }
    // Where each name stands first; in the deal itself, if the line is unknown to this source.
    let mut seen: HashMap<String, Option<u32>> = taken
        .iter()
        .map(|candidate| (candidate.name.clone(), None))
        .collect();
    let mut candidates = Vec::new();
    for value in values.iter() {
        let DeValue::Table(entries) = value.get_ref() else {
            context.report(Problem::new(
                Code::WrongType,
                value.span(),
                format!("`candidates` takes {FORM}"),
            ));
            continue;
        };
        let section = Section::new(context, &keys::CANDIDATE, entries, value.span());
        let (candidate, name_span) = read(section, header, known);
        if let Some(span) = name_span {
            let line = context.line(&span);
            if let Some(first) = seen.get(&candidate.name) {
                let message = format!("a second candidate named `{}`", candidate.name);
                let place =
                    first.map_or("the deal itself".to_owned(), |line| format!("line {line}"));
                let help = format!("the first stands in {place}; names must be unique");
                context.report(Problem::new(Code::Duplicate, span, message).help(help));
            } else {
                seen.insert(candidate.name.clone(), Some(line));
            }
        }
        candidates.push(candidate);
    }
    candidates
}

/// The names of the header that candidates refer to.
pub(super) struct Known<'a> {
    needs: Vec<&'a str>,
    levels: Vec<&'a str>,
    risks: Vec<&'a str>,
    resources: Vec<&'a str>,
    requirements: Vec<&'a str>,
    standards: Vec<&'a str>,
    markets: Vec<&'a str>,
    sales: Vec<&'a str>,
    goals: Vec<&'a str>,
    measured: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub fn of(names: &'a Names, deal: &'a Deal) -> Self {
        let name = |symbol: Symbol| names.get(symbol);
        let facts = |facts: &Facts| facts.iter().map(|fact| name(fact.name)).collect();
        let own = &deal.organization;
        Self {
            needs: deal.needs.iter().map(|need| name(need.name)).collect(),
            levels: deal
                .needs
                .iter()
                .filter(|need| need.measure == Measure::Level)
                .map(|need| name(need.name))
                .collect(),
            risks: deal.risks.iter().map(|risk| name(risk.name)).collect(),
            resources: deal
                .resources
                .iter()
                .map(|resource| name(resource.name))
                .collect(),
            requirements: deal
                .requirements
                .iter()
                .map(|r: &Requirement| name(r.name))
                .collect(),
            standards: facts(&deal.standards),
            markets: facts(&deal.target_markets),
            sales: own.sales.as_ref().map(facts).unwrap_or_default(),
            goals: own.goals.as_ref().map(facts).unwrap_or_default(),
            measured: deal
                .own_criteria
                .iter()
                .filter(|own| own.scale.is_some())
                .map(|own| own.id.as_str())
                .collect(),
        }
    }
}

fn read(
    mut section: Section<'_, '_>,
    header: &Header,
    known: &Known<'_>,
) -> (Candidate, Option<Span<usize>>) {
    let context = section.context;
    let named = section.name("name");
    let span = named.as_ref().map(|(_, span)| span.clone());
    let line = context.line(span.as_ref().unwrap_or(&section.span));
    for (key, what, known) in [
        ("sales", "the market", &known.sales),
        ("goals", "the goal", &known.goals),
    ] {
        for (name, span) in section.keys_of(key) {
            context.warn_near(what, name, span, known.iter().copied());
        }
    }
    let capabilities = parties::capabilities(&mut section, &known.needs, &known.levels);
    let needs = section.has("needs").then(|| {
        let entries = section.entries("needs");
        tables::needs(context, &entries, &capabilities)
    });
    let mut candidate = Candidate {
        name: named.map(|(name, _)| name).unwrap_or_default(),
        line,
        goals: section.numbers("goals").and_then(Facts::normalised),
        culture: parties::culture(&mut section),
        sales: section.numbers("sales"),
        capabilities,
        needs,
        risk_control: section.numbers_of("risk_control", "risk", &known.risks),
        pledges: section.numbers_of("pledges", "resource", &known.resources),
        measures: section.numbers_of("measures", "measured criterion", &known.measured),
        markets: list(&mut section, "markets", "the market", &known.markets),
        standards: list(&mut section, "standards", "the standard", &known.standards),
        stand_alone_cost: section.number("stand_alone_cost"),
        extra_joint_cost: section.number("extra_joint_cost").unwrap_or(0.0),
        shares: parties::shares(&mut section),
        risk_shares: section.numbers_of("risk_shares", "risk", &known.risks),
        risk_capacity: section.number("risk_capacity"),
        our_dependence: section.number("our_dependence"),
        their_dependence: section.number("their_dependence"),
        horizon_years: section.number("horizon_years"),
        track_record: track_record(&mut section),
        joint_projects: section.number("joint_projects"),
        ratings: Ratings::default(),
        meets: meets(&mut section, &known.requirements),
        veto: section.text("veto"),
        sources: sources(&mut section),
        attributes: parties::attributes(&mut section),
        notes: section.text("notes"),
        lines: Default::default(),
        table: None,
    };
    candidate.ratings = ratings(&mut section, header, &candidate);
    warn_share_sums(&section, header, &candidate);
    candidate.lines = section.finish();
    (candidate, span)
}

/// A list of names, with a warning for those that nearly match one of the deal's.
fn list(
    section: &mut Section<'_, '_>,
    key: &'static str,
    what: &str,
    known: &[&str],
) -> Option<Vec<Symbol>> {
    let context = section.context;
    let texts = section.texts(key)?;
    for (text, span) in &texts {
        context.warn_near(what, text, span.clone(), known.iter().copied());
    }
    Some(parties::symbols(context, texts))
}

fn track_record(section: &mut Section<'_, '_>) -> Option<(f64, f64)> {
    let context = section.context;
    let (key, value) = section.take("track_record")?;
    let table = context.table("track_record", value)?;
    let mut record = Section::new(context, &keys::TRACK_RECORD, table, key.clone());
    let (kept, total) = (record.try_number("kept"), record.try_number("total"));
    record.finish();
    let (kept, total) = (kept.flatten()?, total.flatten()?);
    if kept > total {
        let message = format!("`track_record` has {kept} kept of {total}");
        let problem = Problem::new(Code::Sum, key, message);
        context.report(problem.help("`total` counts all promises, the kept ones included"));
    }
    Some((kept, total))
}

fn meets(section: &mut Section<'_, '_>, requirements: &[&str]) -> Vec<(Symbol, bool)> {
    let context = section.context;
    let mut meets = Vec::new();
    for entry in section.entries("meets") {
        if !requirements.contains(&entry.name) {
            let known = requirements.iter().copied();
            context.unknown_name("requirement in `meets`", entry.name, entry.span, known);
        } else if let Some(answer) = context.yes_no(&format!("meets.{}", entry.name), entry.value)
            && let Some(symbol) = context.symbol(entry.name)
        {
            meets.push((symbol, answer));
        }
    }
    meets.sort_unstable();
    meets
}

fn sources(section: &mut Section<'_, '_>) -> std::collections::BTreeMap<String, String> {
    let context = section.context;
    section
        .entries("sources")
        .into_iter()
        .filter_map(|entry| {
            let text = context.text(&format!("sources.{}", entry.name), entry.value)?;
            Some((entry.name.to_owned(), text))
        })
        .collect()
}

fn ratings(section: &mut Section<'_, '_>, header: &Header, candidate: &Candidate) -> Ratings {
    let context = section.context;
    let deal = &header.deal;
    let mut ratings = Ratings::default();
    for entry in section.entries("ratings") {
        let Some(id) = deal.find_criterion(entry.name) else {
            let known = deal.criterion_ids();
            context.unknown_name("criterion in `ratings`", entry.name, entry.span, known);
            continue;
        };
        let rating = rating::read(context, &entry);
        let problem = |code, message: String| Problem::new(code, entry.span.clone(), message);
        match deal.plan.find(id) {
            None if deal.plan.is_not_applicable(id) => context.report(
                problem(
                    Code::NoEffect,
                    format!("`{}` is rated and does not apply to this deal", entry.name),
                )
                .help("the rating changes nothing; the report says why"),
            ),
            // Without the type of relationship nobody knows what is asked.
            None if !header.is_typed || context.options.read_as.is_some() => {}
            None => context.report(
                problem(
                    Code::NotAsked,
                    format!("`{}` is rated, and this deal does not ask it", entry.name),
                )
                .help(how_to_ask(deal, id)),
            ),
            Some(asked)
                if answers::has_all_facts(deal, candidate, asked)
                    && context.options.read_as.is_some() => {}
            Some(asked) if answers::has_all_facts(deal, candidate, asked) => context.report(
                problem(
                    Code::FactsAndRating,
                    format!("`{}` is rated, and its facts are there too", entry.name),
                )
                .help("remove the rating to have it computed, or the facts to have it rated"),
            ),
            Some(_) => {
                let Some((rating, evidence)) = rating else {
                    continue;
                };
                if evidence.is_some() || !context.options.require_evidence {
                    ratings.push(id, rating);
                }
                if let Some(evidence) = evidence {
                    ratings.rest_on(id, evidence);
                }
            }
        }
    }
    ratings.sort();
    ratings
}

/// Warns where the candidate's share and the organization's sum above 1.
fn warn_share_sums(section: &Section<'_, '_>, header: &Header, candidate: &Candidate) {
    // Never judge a sum of which a part may have failed to read.
    if section.context.has_error() {
        return;
    }
    let own = &header.deal.organization.shares;
    let their = &candidate.shares;
    let sums = [
        ("cost_share", own.cost, their.cost),
        ("benefit_share", own.benefit, their.benefit),
        (
            "risk_share",
            own.risk.filter(|_| !header.deal.risks.is_empty()),
            their.risk,
        ),
    ];
    let mut stake_reported = false;
    for (key, own, their) in sums {
        let (Some(own), Some(their)) = (own, their) else {
            continue;
        };
        if own + their <= 1.0 + SLACK {
            continue;
        }
        let key = if section.has(key) { key } else { "stake" };
        // One stake, one warning, though it stands for three shares.
        if key == "stake" && std::mem::replace(&mut stake_reported, true) {
            continue;
        }
        if let Some(span) = section.key_span(key) {
            let message = format!(
                "our share {own} and their `{key}` {their} sum to {}",
                (own + their) as f32
            );
            let problem = Problem::new(Code::ShareSum, span, message);
            section.context.report(problem.help(
                "both are divided by their sum; give shares that sum to 1 to say it yourself",
            ));
        }
    }
}
