//! The gates that are asked for of sets of members: what must hold of the best sets for exit code 0.

use super::require::{MinimumArgs, unmet, why_not};
use crate::assessment::Required;
use crate::compose::Found;
use crate::deal::Deal;
use crate::model::SLACK;

/// The options that ask for gates of sets.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates for CI (exit code 1 unless they hold)")]
pub struct SetRequireArgs {
    /// Which of the sets shown must be recommended.
    #[arg(long, value_enum, value_name = "SETS")]
    require: Option<Sets>,
    #[command(flatten)]
    pub minimum: MinimumArgs,
}

/// Sets of which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Sets {
    /// At least one of those shown.
    Any,
    /// All that are shown.
    All,
    /// The best, and those that tie with it.
    Leader,
}

impl Sets {
    const fn id(self) -> &'static str {
        match self {
            Sets::Any => "any",
            Sets::All => "all",
            Sets::Leader => "leader",
        }
    }
}

impl SetRequireArgs {
    /// What is asked, as it was typed.
    pub fn who(&self) -> Option<String> {
        self.require.map(|sets| sets.id().to_owned())
    }

    /// Which sets are asked for: of a least score alone any.
    fn asked_for(&self) -> Option<Sets> {
        let alone = self.minimum.fail_under.is_some().then_some(Sets::Any);
        self.require.or(alone)
    }

    /// The places of the sets for which the exit code is not 0: of any set none in particular.
    pub fn at_fault(&self, sets: &[Found<'_>]) -> Vec<usize> {
        let asked = match self.asked_for() {
            None | Some(Sets::Any) => 0,
            Some(Sets::All) => sets.len(),
            Some(Sets::Leader) => leaders(sets),
        };
        let is_bad = |&place: &usize| !self.minimum.accepts(sets[place].evaluation.verdict);
        (0..asked).filter(is_bad).collect()
    }

    /// The gate asked for, if one is, with what was found where it does not hold.
    pub fn required(&self, deal: &Deal, sets: &[Found<'_>]) -> Vec<Required> {
        let id = match self.require {
            Some(_) => "require",
            None => "fail-under",
        };
        let required = self.asked_for().map(|which| Required {
            id,
            message: self.unmet(deal, sets, which),
        });
        required.into_iter().collect()
    }

    fn unmet(&self, deal: &Deal, sets: &[Found<'_>], which: Sets) -> Option<String> {
        let (whom, asked) = match which {
            Sets::Any => ("at least one set", sets.len()),
            Sets::All => ("every set shown", sets.len()),
            Sets::Leader => ("the best set", leaders(sets)),
        };
        let mut bad: Vec<&Found<'_>> = sets[..asked].iter().collect();
        bad.retain(|set| !self.minimum.accepts(set.evaluation.verdict));
        let holds = match which {
            Sets::Any => bad.len() < asked,
            Sets::All | Sets::Leader => asked > 0 && bad.is_empty(),
        };
        if holds {
            return None;
        }
        let why = |set: &&Found<'_>| {
            let members = set.members.iter().map(|member| member.name.as_str());
            let name = members.collect::<Vec<_>>().join(" + ");
            why_not(deal, &name, &set.evaluation)
        };
        Some(match asked {
            0 => format!("{whom} must be {}: none was found", self.minimum.words()),
            _ => unmet(whom, &self.minimum, bad.iter().map(why)),
        })
    }
}

/// How many of the sets, which stand best first, tie with the first.
fn leaders(sets: &[Found<'_>]) -> usize {
    let total = |set: &Found<'_>| set.evaluation.scores.total.score.value;
    let best = sets.first().map_or(0.0, total);
    let ties = |set: &&Found<'_>| total(set) >= best - SLACK;
    sets.iter().take_while(ties).count()
}
