//! The gates that are asked for on the command line: what must hold for exit code 0.

use anyhow::{Context, bail};

use super::input;
use super::output::Output;
use super::status::ExitStatus;
use crate::assessment::{Assessment, Required, Row, Run};
use crate::confidence::next_evidence;
use crate::deal::Deal;
use crate::explain::{apart, number};
use crate::model::SLACK;
use crate::read::{Source, hundredfold, too_small};
use crate::score::{Evaluation, Verdict};

/// The options that ask for gates.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates for CI (exit code 1 unless they hold)")]
pub struct RequireArgs {
    /// Who must be recommended: any, all, leader, or a candidate by name; name:leader is one that is called leader.
    #[arg(long, value_name = "any|all|leader|NAME", allow_hyphen_values = true)]
    require: Option<String>,
    /// How many points the leader must be ahead of the next.
    #[arg(long, value_name = "POINTS", value_parser = parse_points)]
    min_lead: Option<f64>,
    /// The share of draws, 0..1, in which the leader must rank first.
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    min_first_place: Option<f64>,
    #[command(flatten)]
    pub minimum: MinimumArgs,
}

/// The options that say what is good enough, of candidates and of sets.
#[derive(Debug, clap::Args)]
pub struct MinimumArgs {
    /// The least score that is needed; it never lowers the deal's. Alone it means --require any.
    #[arg(long, value_name = "SCORE", value_parser = parse_minimum)]
    pub fail_under: Option<f64>,
    /// Let `conditional` count as `recommended`; `undecided` never counts.
    #[arg(long, value_enum, value_name = "VERDICT")]
    accept: Option<Accept>,
}

impl MinimumArgs {
    /// Whether a verdict counts as good enough.
    pub fn accepts(&self, verdict: Verdict) -> bool {
        verdict == Verdict::Recommended
            || (verdict == Verdict::Conditional && self.accept == Some(Accept::Conditional))
    }

    /// The verdicts that do.
    pub fn words(&self) -> &'static str {
        match self.accept {
            Some(Accept::Conditional) => "recommended or conditional",
            None => "recommended",
        }
    }
}

/// The verdicts that can be let through beside `recommended`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Accept {
    /// Every gate passes if what is open turns out at most half good.
    Conditional,
}

/// Who must be recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who<'t> {
    Any,
    All,
    Leader,
    /// As it was typed.
    Name(&'t str),
}

impl<'t> Who<'t> {
    fn of(text: &'t str) -> Self {
        match text {
            "any" => Who::Any,
            "all" => Who::All,
            "leader" => Who::Leader,
            name => Who::Name(name.strip_prefix("name:").unwrap_or(name).trim()),
        }
    }
}

fn parse_number(text: &str, most: f64) -> Result<f64, String> {
    let parsed = text
        .parse::<f64>()
        .ok()
        .filter(|number| (0.0..=most).contains(number));
    parsed.ok_or_else(|| format!("give a number from 0 to {}", number(most)))
}

fn parse_points(text: &str) -> Result<f64, String> {
    parse_number(text, 100.0)
}

fn parse_minimum(text: &str) -> Result<f64, String> {
    let minimum = parse_points(text)?;
    match too_small(minimum) {
        Some(why) => Err(format!(
            "a minimum {why} Write {}",
            number(hundredfold(minimum))
        )),
        None => Ok(minimum),
    }
}

fn parse_share(text: &str) -> Result<f64, String> {
    parse_number(text, 1.0)
}

impl RequireArgs {
    /// That there are draws, where a share of them is asked for.
    pub fn check_draws(&self, is_unsampled: bool) -> anyhow::Result<()> {
        if self.min_first_place.is_some() && is_unsampled {
            bail!("--min-first-place needs draws, and --draws is 0");
        }
        Ok(())
    }

    /// That the deal has a candidate of the name that is asked for, and none that is called like another request.
    pub fn check_names(&self, source: &Source, deal: &Deal) -> anyhow::Result<()> {
        let Some(text) = &self.require else {
            return Ok(());
        };
        if let Some(name) = self.named() {
            input::find_candidate(deal, name).with_context(|| source.name.clone())?;
        } else if deal.candidates.iter().any(|one| one.name == *text) {
            bail!(
                "--require {text} can mean two things, because {} has a candidate of that name: write --require \
                 name:{text} for the candidate, or call it otherwise",
                source.name
            );
        }
        Ok(())
    }

    /// The name that is asked for, if it is one.
    pub fn named(&self) -> Option<&str> {
        match Who::of(self.require.as_ref()?) {
            Who::Name(name) => Some(name),
            Who::Any | Who::All | Who::Leader => None,
        }
    }

    /// Whether anything is asked for.
    pub fn is_asked(&self) -> bool {
        self.asked_for().is_some() || self.min_lead.or(self.min_first_place).is_some()
    }

    /// Who is asked for, if anybody is: of a least score alone anybody.
    fn asked_for(&self) -> Option<Who<'_>> {
        let alone = self.minimum.fail_under.is_some().then_some(Who::Any);
        self.require.as_deref().map(Who::of).or(alone)
    }

    /// The places of those who must be recommended themselves; of anybody nobody in particular must.
    pub fn asked(&self, assessment: &Assessment<'_>) -> Vec<usize> {
        let all = 0..assessment.rows.len();
        match self.asked_for() {
            None | Some(Who::Any) => Vec::new(),
            Some(Who::All) => all.collect(),
            // All that tie: else whoever comes first by name would decide.
            Some(Who::Leader) => assessment.confidence.leaders.clone(),
            Some(Who::Name(name)) => {
                let names = all.map(|place| assessment.name(place));
                input::place(names, name).into_iter().collect()
            }
        }
    }

    /// Each gate asked for: what was asked and what was found, where it does not hold on a deal.
    pub fn required(&self, assessment: &Assessment<'_>) -> Vec<Required> {
        let who = self.asked_for();
        let id = match self.require {
            Some(_) => "require",
            None => "fail-under",
        };
        let required = [
            who.map(|who| (id, self.require(assessment, who))),
            self.min_lead
                .map(|least| ("min-lead", min_lead(assessment, least))),
            self.min_first_place
                .map(|least| ("min-first-place", min_first_place(assessment, least))),
        ];
        let required = required.into_iter().flatten();
        required
            .map(|(id, message)| Required { id, message })
            .collect()
    }

    /// Who must be recommended, as it was asked.
    pub fn who(&self) -> Option<&String> {
        self.require.as_ref()
    }

    fn require(&self, assessment: &Assessment<'_>, who: Who<'_>) -> Option<String> {
        let rows = &assessment.rows;
        let chosen: Vec<&Row> = match who {
            Who::Any => rows.iter().collect(),
            Who::All | Who::Leader | Who::Name(_) => self
                .asked(assessment)
                .into_iter()
                .map(|place| &rows[place])
                .collect(),
        };
        let mut bad = chosen.clone();
        bad.retain(|row| !self.minimum.accepts(row.evaluation.verdict));
        let holds = match who {
            Who::Any => bad.len() < chosen.len(),
            Who::All | Who::Leader | Who::Name(_) => bad.is_empty(),
        };
        if holds {
            return None;
        }
        let is_part = assessment.leaves_rows_out();
        let whom = match who {
            Who::Any if is_part => "at least one of the best rows",
            Who::Any => "at least one candidate",
            Who::All if is_part => "every one of the best rows",
            Who::All => "every candidate",
            Who::Leader => "the leader",
            Who::Name(name) => name,
        };
        let why = |row: &&Row| {
            let name = &assessment.candidate(row).name;
            why_not(assessment.deal, name, &row.evaluation)
        };
        Some(unmet(whom, &self.minimum, bad.iter().map(why)))
    }
}

/// Who must be good enough, and why the first few of those who are not are not.
pub fn unmet(
    whom: &str,
    minimum: &MinimumArgs,
    bad: impl ExactSizeIterator<Item = String>,
) -> String {
    const SHOWN: usize = 3;
    let more = bad.len().saturating_sub(SHOWN);
    let shown: Vec<String> = bad.take(SHOWN).collect();
    let mut message = format!("{whom} must be {}: {}", minimum.words(), shown.join("; "));
    if more > 0 {
        message.push_str(&format!("; and {more} more"));
    }
    message
}

/// Says which gates asked for do not hold, and how that ends.
pub fn gates(source: &Source, run: &Run, output: &mut Output) -> ExitStatus {
    for failure in run.not_met() {
        output.note("gate not met", &format!("{}: {failure}", source.name));
    }
    match run.not_met().next() {
        None => ExitStatus::Success,
        Some(_) => ExitStatus::Gate,
    }
}

/// `Helios is conditional (score), missing evidence: resilience, governance`.
pub fn why_not(deal: &Deal, name: &str, evaluation: &Evaluation) -> String {
    let verdict = evaluation.verdict;
    let stopped = evaluation.stopped_by();
    let stopped: Vec<&str> = stopped.iter().map(|gate| gate.id(deal)).collect();
    let mut text = format!("{name} is {} ({})", verdict.id(), stopped.join(", "));
    if matches!(verdict, Verdict::Conditional | Verdict::Undecided) {
        let next = next_evidence(deal, &evaluation.scores);
        let missing = next
            .iter()
            .take(5)
            .map(|next| deal.criterion_id(next.asked.id));
        let missing: Vec<&str> = missing.collect();
        if !missing.is_empty() {
            text.push_str(&format!(", missing evidence: {}", missing.join(", ")));
        }
    }
    text
}

/// The leader must be that far ahead of the next that can be chosen; alone it is ahead of nobody, and that far from
/// nobody. Rows of a table that are not shown score no more than the last that is.
fn min_lead(assessment: &Assessment<'_>, least: f64) -> Option<String> {
    let confidence = &assessment.confidence;
    let able = (0..assessment.rows.len()).filter(|&place| confidence.can_lead[place]);
    let next = able.filter(|&place| place != confidence.leader).min();
    let (place, others) = match next {
        Some(place) => (place, assessment.name(place)),
        None if assessment.leaves_rows_out() => (
            assessment.rows.len() - 1,
            "the rows that are not shown (--top shows more)",
        ),
        None => return None,
    };
    let value = |place: usize| assessment.rows[place].evaluation.scores.total.score.value;
    let lead = value(confidence.leader) - value(place);
    let (shown, _) = apart(lead, least / 100.0);
    (lead < least / 100.0 - SLACK).then(|| {
        format!(
            "the leader must be {} points ahead: {} is {shown} ahead of {others}",
            number(least),
            assessment.name(confidence.leader),
        )
    })
}

fn min_first_place(assessment: &Assessment<'_>, least: f64) -> Option<String> {
    let leader = assessment.confidence.leader;
    let first = assessment.confidence.first_place(leader).unwrap_or(0.0);
    (first < least - SLACK).then(|| {
        format!(
            "the leader must rank first in {} of the draws: {} does in {}",
            number(least),
            assessment.name(leader),
            number(first)
        )
    })
}
