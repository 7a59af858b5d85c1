//! How one deal came out each time that it was assessed: its stored assessments, and what moved between them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::cause;
use super::compare::{ids, known};
use super::side::Side;
use crate::contract::{
    CandidateV2, ChangesV2, CourseV2, DealStatusV2, DiffV2, Five, HistoryV2, LapsedV2,
    NewlyLapsedV2, StandingV2, StepV2,
};

impl HistoryV2 {
    /// The history that stored assessments of one deal make, in this order; `None` of fewer than two. Two steps whose
    /// scores are made otherwise are compared if somebody insists; else the comparison says that they are not.
    pub fn of(steps: &[Side], is_forced: bool) -> Option<Self> {
        let (first, last) = match steps {
            [first, .., last] => (first, last),
            _ => return None,
        };
        let changes: Vec<ChangesV2> = steps
            .iter()
            .zip(&steps[1..])
            .map(|(old, new)| changes(old, new, is_forced))
            .collect();
        let labels = steps.iter().flat_map(|step| &step.document.header.labels);
        Some(Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            deal: last.document.header.deal.name.clone(),
            labels: labels
                .map(|(id, label)| (id.clone(), label.clone()))
                .collect(),
            moved: changes.iter().any(|change| change.diff.moved),
            steps: steps.iter().map(step).collect(),
            candidates: courses(steps),
            changes,
            // Whoever took every step took all of them.
            overall: DiffV2::of(first, last, None, true),
        })
    }

    /// The comparisons of two steps whose scores are made otherwise.
    pub fn not_compared(&self) -> impl Iterator<Item = &DiffV2> {
        let diffs = self.changes.iter().map(|change| &change.diff);
        diffs.filter(|diff| diff.status == DealStatusV2::NotCompared)
    }
}

fn step(side: &Side) -> StepV2 {
    let document = &side.document;
    let (header, confidence) = (&document.header, &document.confidence);
    let leader = |candidate: &&CandidateV2| Some(&candidate.name) == confidence.leader.as_ref();
    let leader = document.candidates.iter().find(leader);
    StepV2 {
        label: side.path.clone(),
        assessed: header.deal.source.clone(),
        sha256: header.deal.sha256.clone(),
        tool_version: document.tool_version.clone(),
        as_of: header.as_of.clone(),
        seal: header.seal.as_ref().map(|seal| seal.digest.clone()),
        partial: side.is_partial,
        leaders: confidence.leaders.clone(),
        verdict: leader.map(|leader| leader.verdict.id().to_owned()),
    }
}

/// Each candidate with its standings.
fn courses(steps: &[Side]) -> Vec<CourseV2> {
    let mut by_name: BTreeMap<&str, Vec<Option<StandingV2>>> = BTreeMap::new();
    for (place, step) in steps.iter().enumerate() {
        for candidate in &step.document.candidates {
            let standings = by_name
                .entry(&candidate.name)
                .or_insert_with(|| vec![None; steps.len()]);
            standings[place] = Some(standing(candidate));
        }
    }
    let courses = by_name.into_iter().map(|(name, standings)| CourseV2 {
        name: name.to_owned(),
        standings,
    });
    let mut courses: Vec<CourseV2> = courses.collect();
    // Stable: those that stand alike stay in the order of their names.
    courses.sort_by_key(|course| {
        let last = course.standings.iter().rposition(Option::is_some);
        let rank = last
            .and_then(|last| course.standings[last].as_ref())
            .map(|s| s.rank);
        (Reverse(last), rank)
    });
    courses
}

fn standing(candidate: &CandidateV2) -> StandingV2 {
    StandingV2 {
        rank: candidate.rank,
        score: candidate.score,
        low: candidate.low,
        high: candidate.high,
        known: candidate.known,
        verdict: candidate.verdict.id().to_owned(),
        stopped_by: candidate.stopped_by.clone(),
        dimensions: Five {
            compatibility: candidate.compatibility,
            complementarity: candidate.complementarity,
            risk_sharing: candidate.risk_sharing,
            cost_sharing: candidate.cost_sharing,
            commitment: candidate.commitment,
        },
    }
}

fn changes(old: &Side, new: &Side, is_forced: bool) -> ChangesV2 {
    let diff = DiffV2::of(old, new, None, is_forced);
    let (was, is) = (by_name(old), by_name(new));
    let day = old.document.header.as_of.as_deref();
    let mut lapsed = Vec::new();
    for moved in &diff.candidates {
        let name = moved.name.as_str();
        if let (Some(old), Some(new)) = (was.get(name), is.get(name)) {
            let ids = ids(moved);
            lapsed.extend(newly_lapsed(day, old, new).map(|lapsed| NewlyLapsedV2 {
                candidate: moved.name.clone(),
                lapsed: lapsed.clone(),
                moves: known(cause::of_candidate(&lapsed.path), &ids),
            }));
        }
    }
    ChangesV2 {
        diff,
        rules: rules(old, new),
        lapsed,
    }
}

/// The parts of the rules that differ.
fn rules(old: &Side, new: &Side) -> Vec<String> {
    let seals = [old, new].map(|side| side.document.header.seal.as_ref());
    let [Some(old), Some(new)] = seals else {
        return Vec::new();
    };
    let names: BTreeSet<&String> = old.parts.keys().chain(new.parts.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|name| old.parts.get(*name) != new.parts.get(*name));
    differ.cloned().collect()
}

fn by_name(side: &Side) -> BTreeMap<&str, &CandidateV2> {
    let candidates = side.document.candidates.iter();
    candidates
        .map(|candidate| (candidate.name.as_str(), candidate))
        .collect()
}

/// What has run out of a candidate and had not on the day of the old side: there it counted, if it was stated.
fn newly_lapsed<'c>(
    day: Option<&str>,
    old: &CandidateV2,
    new: &'c CandidateV2,
) -> impl Iterator<Item = &'c LapsedV2> {
    new.lapsed.iter().filter(move |lapsed| {
        // Days as documents write them stand in the order of their texts.
        let ended_before = lapsed.evidence.until.as_deref().zip(day);
        let ended_before = ended_before.is_some_and(|(until, day)| until < day);
        // Without a day the same evidence had run out before. Reviewers' letters are of one document each.
        let is_same = |was: &LapsedV2| was.path == lapsed.path && was.evidence == lapsed.evidence;
        !ended_before && (day.is_some() || !old.lapsed.iter().any(is_same))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Assessment, Run};
    use crate::confidence::Sampling;
    use crate::contract::AssessmentV2;
    use crate::deal::Day;
    use crate::read::{ReadOptions, Source, read_with};

    const DEAL: &str = r#"
        [deal]
        name = "Depot"
        relationship = "network"
        rated = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]
        [organization]
        name = "Us"
        [[candidates]]
        name = "Alpha"
        [candidates.ratings]
        compatibility = { score = 8, evidence = { text = "visit", until = 2026-03-31 } }
        complementarity = { by = { Ana = { score = 8, evidence = { text = "call", until = 2026-06-30 } }, Ben = 8 } }
        risk_sharing = 8
        cost_sharing = 8
        commitment = 8
        [[candidates]]
        name = "Beta"
        ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
    "#;

    /// The deal on a day, without the candidates of these names.
    fn on(day: &str, without: &[&str]) -> Side {
        let options = ReadOptions {
            as_of: Day::parse(day),
            ..ReadOptions::default()
        };
        let source = Source::new("deal.toml", DEAL);
        let deal = read_with(&source, &options).deal.expect("a valid deal");
        let sampling = Sampling {
            draws: Some(0),
            ..Sampling::default()
        };
        let assessment = Assessment {
            run: Run::default(),
            ..Assessment::of(&deal, sampling)
        };
        let shows =
            |candidate: &crate::deal::Candidate| !without.contains(&candidate.name.as_str());
        let document = AssessmentV2::of(&source, &assessment, shows);
        Side::stored(&source, day.to_owned(), document)
    }

    fn history(steps: &[Side]) -> HistoryV2 {
        HistoryV2::of(steps, false).expect("two steps")
    }

    /// The candidate, the key, who marked, the last day and what that moves, of the change at a place.
    fn lapsed(history: &HistoryV2, place: usize) -> Vec<String> {
        let found = history.changes[place].lapsed.iter();
        found
            .map(|one| {
                let LapsedV2 {
                    key,
                    reviewer,
                    evidence,
                    ..
                } = &one.lapsed;
                let (who, until) = (reviewer.as_deref(), evidence.until.as_deref());
                let moves = one.moves.join(" ");
                format!(
                    "{} {key} {} {} {moves}",
                    one.candidate,
                    who.unwrap_or("-"),
                    until.unwrap_or("-")
                )
            })
            .collect()
    }

    #[test]
    fn one_assessment_is_no_history() {
        assert_eq!(HistoryV2::of(&[], false), None);
        assert_eq!(HistoryV2::of(&[on("2026-01-01", &[])], false), None);
    }

    #[test]
    fn evidence_is_named_at_the_step_at_which_it_has_run_out() {
        // On their last days both count.
        let days = [
            "2026-03-31",
            "2026-04-01",
            "2026-06-30",
            "2026-07-01",
            "2026-12-31",
        ];
        let history = history(&days.map(|day| on(day, &[])));
        let found: Vec<Vec<String>> = (0..4).map(|place| lapsed(&history, place)).collect();
        assert_eq!(
            found,
            [
                vec!["Alpha ratings.compatibility - 2026-03-31 compatibility".to_owned()],
                vec![],
                vec!["Alpha ratings.complementarity Ana 2026-06-30 complementarity".to_owned()],
                vec![],
            ]
        );
        let moved: Vec<bool> = history
            .changes
            .iter()
            .map(|change| change.diff.moved)
            .collect();
        assert_eq!(moved, [true, false, true, false]);
    }

    /// Of a network, compatibility weighs 4 of 30: 80 without it leaves 69.3.
    #[test]
    fn each_candidate_has_its_own_line() {
        let steps = [
            on("2026-03-01", &["Beta"]),
            on("2026-04-01", &[]),
            on("2026-05-01", &["Alpha"]),
        ];
        let history = history(&steps);
        let line = |name: &str| -> Vec<Option<(usize, f64)>> {
            let course = history
                .candidates
                .iter()
                .find(|course| course.name == name)
                .expect(name);
            let stood =
                |standing: &StandingV2| (standing.rank, (standing.score * 10.0).round() / 10.0);
            course
                .standings
                .iter()
                .map(|s| s.as_ref().map(stood))
                .collect()
        };
        let names: Vec<&str> = history.candidates.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Beta", "Alpha"], "who is gone comes last");
        assert_eq!(line("Alpha"), [Some((1, 80.0)), Some((2, 69.3)), None]);
        assert_eq!(line("Beta"), [None, Some((1, 70.0)), Some((1, 70.0))]);
    }

    #[test]
    fn the_changes_are_those_of_each_two_steps() {
        let steps = ["2026-03-01", "2026-04-01", "2026-07-01"].map(|day| on(day, &[]));
        let history = history(&steps);
        for (place, change) in history.changes.iter().enumerate() {
            let two = DiffV2::of(&steps[place], &steps[place + 1], None, false);
            assert_eq!(change.diff, two);
        }
        assert_eq!(
            history.overall,
            DiffV2::of(&steps[0], &steps[2], None, false)
        );
    }

    #[test]
    fn the_order_of_candidates_changes_nothing() {
        let steps = || ["2026-03-01", "2026-07-01"].map(|day| on(day, &[]));
        let mut turned = steps();
        turned
            .iter_mut()
            .for_each(|step| step.document.candidates.reverse());
        assert_eq!(history(&steps()), history(&turned));
    }

    #[test]
    fn rules_that_moved_are_named() {
        let mut steps = [on("2026-03-01", &[]), on("2026-03-01", &[])];
        assert_eq!(history(&steps).changes[0].rules, [""; 0]);
        let seal = steps[1].document.header.seal.as_mut().expect("a seal");
        seal.parts.insert("deal".to_owned(), "another".to_owned());
        seal.parts.insert("gates".to_owned(), "new".to_owned());
        assert_eq!(history(&steps).changes[0].rules, ["deal", "gates"]);
        steps[0].document.header.seal = None;
        assert_eq!(history(&steps).changes[0].rules, [""; 0]);
    }
}
