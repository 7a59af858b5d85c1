//! Puts a candidate together, and checks what several of its keys must agree in.

use super::candidate::{CandidateBuilder, NAME, Rated};
use super::lines::Lines;
use super::slots::NumberSlot::*;
use super::slots::{CULTURE, NumberSlot, RECORD};
use super::words;
use crate::criteria::answers;
use crate::deal::{CriterionId, KeyLines, Problem, Withheld};
use crate::model::number::{number, rounded};
use crate::model::{Code, SLACK, keys};

impl CandidateBuilder<'_> {
    /// Puts together what several keys make, and checks what must agree; whether the candidate has no error.
    pub fn finish(&mut self) -> bool {
        if self.deal.reviews.is_some() {
            self.add_reviews();
        }
        let get = |slot| self.numbers.get(slot);
        let stake = get(Stake);
        let states_capabilities =
            !self.candidate.capabilities.is_empty() || self.says("capabilities");
        let candidate = &mut self.candidate;
        candidate.shares.cost = get(CostShare).or(stake);
        candidate.shares.benefit = get(BenefitShare).or(stake);
        candidate.shares.risk = get(RiskShare).or(stake);
        candidate.stand_alone_cost = get(StandAloneCost);
        candidate.extra_joint_cost = get(ExtraJointCost).unwrap_or(0.0);
        candidate.extra_benefit = Some(get(ExtraBenefit).unwrap_or(0.0));
        candidate.states_capabilities = states_capabilities;
        candidate.risk_capacity = get(RiskCapacity);
        candidate.our_dependence = get(OurDependence);
        candidate.their_dependence = get(TheirDependence);
        candidate.horizon_years = get(HorizonYears);
        candidate.joint_projects = get(JointProjects);
        if self.goals.normalise() {
            candidate.goals = Some(std::mem::take(&mut self.goals));
        }
        candidate.sales = self.sales.take();
        self.candidate.culture = self.culture();
        self.candidate.track_record = self.record();
        self.contradictions();
        self.relative_measures();
        if self.keeps_all() {
            self.finish_all();
        }
        if self.needs_evidence() {
            self.withhold();
        }
        if self.said & (1 << NAME) == 0 {
            let name = self.table.keys[NAME].name;
            let missing = words::missing_keys(self.table, self.at, |key| key != name);
            self.report.problems.extend(missing);
        }
        self.report.problems.append(&mut self.foreign_keys);
        if self.report.problems.is_empty() {
            return true;
        }
        let place = |problem: &Problem| (problem.review, problem.span.start, problem.span.end);
        self.report.problems.sort_by_key(place);
        let has_error = self.report.has_error();
        self.has_error |= has_error;
        !has_error
    }

    /// Whether a key of the table is there.
    fn says(&self, key: &str) -> bool {
        self.place(key)
            .is_some_and(|place| self.said & (1 << place) != 0)
    }

    /// Takes for unknown what has no evidence that counts. What counts against its candidate needs none.
    fn withhold(&mut self) {
        let rule = self.deal.evidence;
        let mut withheld: Vec<(&'static str, Withheld)> = Vec::new();
        for (place, key) in self.table.keys.iter().enumerate() {
            if self.said & (1 << place) == 0 || NEEDS_NO_EVIDENCE.contains(&key.name) {
                continue;
            }
            let is_no = key.name == "meets" && self.candidate.meets.iter().all(|(_, yes)| !yes);
            let source = self.candidate.sources.get(key.name);
            let why = rule.withholds(source).filter(|_| !is_no);
            withheld.extend(why.map(|why| (key.name, why)));
        }
        if self
            .deal
            .own_criteria
            .iter()
            .any(|own| own.relative().is_some())
        {
            let mut stated = self.candidate.clone();
            std::mem::swap(&mut stated.ratings, &mut self.stated_ratings);
            stated.ratings.sort();
            self.candidate.as_stated = Some(Box::new(stated));
        }
        for (key, why) in withheld {
            self.candidate.has_expired |= why == Withheld::Expired;
            self.candidate.withheld.push(key, why);
            self.forget(key);
        }
    }

    /// Forgets what a key states; nothing stands in for it.
    fn forget(&mut self, key: &str) {
        let get = |slot| self.numbers.get(slot);
        let (cost, benefit, risk) = (get(CostShare), get(BenefitShare), get(RiskShare));
        let candidate = &mut self.candidate;
        match key {
            "goals" => candidate.goals = None,
            "culture" => candidate.culture = None,
            "sales" => candidate.sales = None,
            "capabilities" => {
                candidate.capabilities.clear();
                candidate.states_capabilities = false;
            }
            "needs" => candidate.needs = None,
            "risk_control" => candidate.risk_control.clear(),
            "pledges" => candidate.pledges.clear(),
            "measures" => candidate.measures.clear(),
            "markets" => candidate.markets = None,
            "standards" => candidate.standards = None,
            "stand_alone_cost" => candidate.stand_alone_cost = None,
            "extra_benefit" => candidate.extra_benefit = None,
            "contributions" => candidate.contributions = None,
            "stake" => {
                let shares = &mut candidate.shares;
                shares.cost = shares.cost.and(cost);
                shares.benefit = shares.benefit.and(benefit);
                shares.risk = shares.risk.and(risk);
            }
            "cost_share" => candidate.shares.cost = None,
            "benefit_share" => candidate.shares.benefit = None,
            "risk_share" => candidate.shares.risk = None,
            // Which risks it names is taken for unknown too.
            "risk_shares" => {
                candidate.risk_shares.clear();
                candidate.shares.risk = None;
            }
            "risk_capacity" => candidate.risk_capacity = None,
            "our_dependence" => candidate.our_dependence = None,
            "their_dependence" => candidate.their_dependence = None,
            "horizon_years" => candidate.horizon_years = None,
            "track_record" => candidate.track_record = None,
            "joint_projects" => candidate.joint_projects = None,
            "meets" => candidate.meets.retain(|(_, yes)| !yes),
            _ => {}
        }
    }

    /// The OCAI profile, divided by its sum.
    fn culture(&mut self) -> Option<[f64; 4]> {
        let points = self.numbers.all(CULTURE);
        let sum: f64 = points.iter().sum();
        if is_profile(sum) && !self.has_foreign_culture {
            return Some(points.map(|points| points / sum));
        }
        if !self.has_culture && points.iter().all(|points| points.is_nan()) {
            return None;
        }
        let at = self.key_at("culture");
        let has = |slot| self.numbers.get(slot).is_some();
        for (_, kind) in CULTURE
            .into_iter()
            .zip(keys::CULTURE)
            .filter(|(slot, _)| !has(*slot))
        {
            let message = format!("`culture` lacks `{kind}`");
            let problem = Problem::new(Code::Missing, at.into(), message);
            let help = "the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy";
            self.report.problems.push(problem.help(help));
        }
        let is_wrong = self.numbers.is_wrong(&CULTURE) || self.has_foreign_culture;
        if !sum.is_nan() && !is_wrong && !is_profile(sum) {
            self.report.say(Code::Sum, at, || {
                let sum = rounded(sum, 6);
                let message =
                    format!("the four numbers of `culture` must sum to 100, and sum to {sum}");
                Problem::new(Code::Sum, at.into(), message)
                    .help("the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy")
            });
        }
        Some(points)
    }

    /// How many promises were kept, and of how many.
    fn record(&mut self) -> Option<(f64, f64)> {
        let [kept, total] = self.numbers.all(RECORD);
        if kept <= total && !self.numbers.is_wrong(&RECORD) {
            return Some((kept, total));
        }
        if !self.has_record && kept.is_nan() && total.is_nan() {
            return None;
        }
        let at = self.key_at("track_record");
        let has = |key: &str| {
            let slot = NumberSlot::of(&["track_record", key]);
            slot.is_some_and(|slot| self.numbers.get(slot).is_some())
        };
        let missing = words::missing_keys(&keys::TRACK_RECORD, at, has);
        self.report.problems.extend(missing);
        if self.numbers.is_wrong(&RECORD) || kept.is_nan() || total.is_nan() {
            return None;
        }
        self.report.say(Code::Sum, at, || {
            let [kept, total] = [kept, total].map(number);
            let message = format!("`track_record` has {kept} kept of {total}");
            Problem::new(Code::Sum, at.into(), message)
                .help("`total` counts all promises, the kept ones included")
        });
        Some((kept, total))
    }

    /// Reports ratings whose facts are there too.
    fn contradictions(&mut self) {
        for Rated {
            id,
            place,
            at,
            review,
        } in self.rated.iter().copied()
        {
            let deal = self.deal;
            let is_row = matches!(self.lines, Lines::Row(_));
            let there = |problem: Problem| match review {
                Some((file, at)) if !is_row => problem.in_review(file, at.into()),
                _ => problem,
            };
            let asked = &deal.plan.asked[place];
            if let CriterionId::Own(own) = id
                && deal.own_criteria[own as usize].relative().is_some()
            {
                self.report.say(Code::Conflict, at, || {
                    let id = deal.criterion_id(id);
                    let message = format!("`{id}` is relative and takes no rating");
                    let problem = Problem::new(Code::Conflict, at.into(), message);
                    there(problem.help(format!("state what is measured: `measures.{id}`")))
                });
                continue;
            }
            if !answers::has_all_facts(self.deal, &self.candidate, asked) {
                continue;
            }
            if self.options.read_as.is_some() {
                self.candidate.ratings.remove(id);
                continue;
            }
            self.report.say(Code::FactsAndRating, at, || {
                let id = deal.criterion_id(id);
                let message = format!("`{id}` is rated, and its facts are there too");
                let problem = Problem::new(Code::FactsAndRating, at.into(), message);
                let help = "remove the rating to have it computed, or the facts to have it rated";
                there(problem.help(help))
            });
        }
    }

    /// Reports measures of relative criteria that divide nothing.
    fn relative_measures(&mut self) {
        for own in self
            .deal
            .own_criteria
            .iter()
            .filter(|own| own.relative().is_some())
        {
            let measure = self.candidate.measures.fact(own.name);
            let Some(measure) = measure.filter(|fact| fact.value <= 0.0) else {
                continue;
            };
            let (at, value) = (self.key_at("measures"), measure.value);
            self.report.say(Code::OutOfRange, at, || {
                let message = format!(
                    "`measures.{}` must be above 0, and is {}",
                    own.id,
                    number(value)
                );
                Problem::new(Code::OutOfRange, at.into(), message)
                    .help("a relative criterion divides one measure by another")
            });
        }
    }

    /// What no score depends on: doubtful sums, and the lines of all keys.
    fn finish_all(&mut self) {
        if !self.has_error && !self.report.has_error() {
            self.warn_share_sums();
        }
        for (name, at) in std::mem::take(&mut self.sources_at) {
            let key = name.split('.').next().unwrap_or(&name);
            if !self.says(key) {
                let message = format!("a source of `{name}`, which is not stated");
                let problem = Problem::new(Code::NoEffect, at.into(), message);
                self.report
                    .problems
                    .push(problem.help("state it, or take the source out"));
            }
        }
        let mut lines = KeyLines::default();
        for (place, key) in self.table.keys.iter().enumerate() {
            if self.said & (1 << place) != 0 {
                lines.push(key.name, self.line(self.key_at[place]));
            }
        }
        self.candidate.line = self.line(self.name_at.unwrap_or(self.at));
        self.candidate.lines = lines;
    }

    /// Warns where the candidate's share and the organization's sum above 1.
    fn warn_share_sums(&mut self) {
        let own = &self.deal.organization.shares;
        let their = &self.candidate.shares;
        let own_risk = own.risk.filter(|_| !self.deal.risks.is_empty());
        let sums = [
            (CostShare, own.cost, their.cost),
            (BenefitShare, own.benefit, their.benefit),
            (RiskShare, own_risk, their.risk),
        ];
        let mut stake_reported = false;
        for (slot, own, their) in sums {
            let (Some(own), Some(their)) = (own, their) else {
                continue;
            };
            if own + their <= 1.0 + SLACK {
                continue;
            }
            let slot = if self.has(slot) { slot } else { Stake };
            // One stake, one warning, though it stands for three shares.
            if slot == Stake && std::mem::replace(&mut stake_reported, true) {
                continue;
            }
            let key = slot.keys()[0];
            let [own, their, sum] = [own, their, own + their].map(number);
            let message = format!("our share {own} and their `{key}` {their} sum to {sum}");
            let problem = Problem::new(Code::ShareSum, self.key_at(key).into(), message);
            self.report.problems.push(problem.help(
                "both are divided by their sum; give shares that sum to 1 to say it yourself",
            ));
        }
    }
}

/// The keys that need no evidence: those that count against their candidate by nature, and those that are no facts.
const NEEDS_NO_EVIDENCE: [&str; 7] = [
    "name",
    "ratings",
    "veto",
    "extra_joint_cost",
    "sources",
    "attributes",
    "notes",
];

/// Whether the four numbers of an OCAI profile sum to 100, as people round.
fn is_profile(sum: f64) -> bool {
    (sum - 100.0).abs() <= 0.5 + SLACK
}
