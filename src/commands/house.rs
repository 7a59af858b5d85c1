//! How strictly deals are read: the gates of the house, and what counts.

use anyhow::bail;

use super::input;
use super::output::Output;
use crate::deal::Deal;
use crate::read::{ReadOptions, unknown_gate};

/// The options that say how strictly to read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How strictly to read")]
pub struct HouseArgs {
    /// A TOML file with a [gates] table for all deals, which they can tighten and not loosen.
    #[arg(long, value_name = "FILE")]
    gates: Option<String>,
    /// Take warnings for errors.
    #[arg(long)]
    deny_warnings: bool,
    /// Take a rating without evidence text for unknown.
    #[arg(long)]
    require_evidence: bool,
}

impl HouseArgs {
    /// How to read deals; `None` if the gates of the house have an error, which is reported.
    pub fn options(&self, output: &mut Output) -> Option<ReadOptions> {
        let house = match &self.gates {
            Some(path) => Some(input::house_gates(path, output)?),
            None => None,
        };
        Some(ReadOptions {
            house,
            require_evidence: self.require_evidence,
            ..ReadOptions::default()
        })
    }

    /// The file with the gates of the house.
    pub fn file(&self) -> Option<&str> {
        self.gates.as_deref()
    }

    /// What the deals that were read make impossible: a gate of the house that none of them can ask, a
    /// warning where none may be.
    pub fn check(
        &self,
        options: &ReadOptions,
        deals: &[&Deal],
        has_warnings: bool,
    ) -> anyhow::Result<()> {
        let unknown = options
            .house
            .as_ref()
            .and_then(|house| unknown_gate(house, deals));
        match unknown {
            None => {}
            Some((name, Some(meant))) => {
                bail!("--gates sets a gate on `{name}`; did you mean `{meant}`?")
            }
            Some((name, None)) => bail!("--gates sets a gate on `{name}`, which no deal can ask"),
        }
        self.check_warnings(has_warnings)
    }

    /// Whether there is a warning where none may be.
    pub fn check_warnings(&self, has_warnings: bool) -> anyhow::Result<()> {
        if self.deny_warnings && has_warnings {
            bail!("there are warnings, and --deny-warnings takes them for errors");
        }
        Ok(())
    }
}
