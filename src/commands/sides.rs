//! Reads the sides of `diff`: deals, folders of deals, and stored assessments.

use anyhow::{anyhow, bail};

use super::files::{self, Named};
use super::house::ReportArgs;
use super::input;
use super::output::Output;
use super::table::TableArgs;
use crate::assessment::{Assessment, Run};
use crate::confidence::Sampling;
use crate::contract::UnreadV2;
use crate::deal::Deal;
use crate::diff::{self, Label, Labels, Side, Stored};
use crate::read::{ReadOptions, Source};

/// A side as it was named.
pub struct FoundSide {
    /// How messages name it.
    pub name: String,
    /// Its deals, in the same order [`FoundSide::labels`].
    pub deals: Vec<Found>,
    labels: Vec<Label>,
    /// The files that were read for it; `-` is standard input.
    pub files: Vec<String>,
    is_folder: bool,
    /// Whether it is a folder or a list of stored assessments, of one deal too.
    pub is_list: bool,
}

/// A deal of a side, or what is wrong with it.
pub type Found = Result<Box<Assessed>, UnreadV2>;

/// A deal of a side.
pub struct Assessed {
    /// What is compared.
    pub side: Side,
    /// The deal, unless the assessment was stored.
    pub deal: Option<(Source, Deal)>,
}

impl FoundSide {
    /// By what its deals are found on the other side.
    pub fn labels(&self) -> Labels<'_> {
        Labels {
            all: &self.labels,
            is_folder: self.is_folder,
        }
    }

    fn add(&mut self, path: &str, source: &str, found: Found) {
        self.labels.push(Label {
            path: clean(path),
            source: clean(source),
            name: found.as_ref().ok().map(|found| {
                let header = &found.side.document.header;
                header.deal.name.clone()
            }),
        });
        self.deals.push(found);
    }
}

/// `./deal.toml` is `deal.toml`.
fn clean(path: &str) -> String {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// How sides are read.
pub struct SideReader<'a> {
    /// How strictly.
    pub options: &'a ReadOptions,
    /// The options behind that.
    pub house: &'a ReportArgs,
    /// The table of candidates of every deal.
    pub table: &'a TableArgs,
}

impl SideReader<'_> {
    /// Reads a side. What is wrong with a deal is reported, and takes its place.
    pub fn read(&self, argument: &str, output: &mut Output) -> anyhow::Result<FoundSide> {
        let is_folder = files::is_folder(argument);
        let mut side = FoundSide {
            name: if argument == "-" { "<stdin>" } else { argument }.to_owned(),
            deals: Vec::new(),
            labels: Vec::new(),
            files: Vec::new(),
            is_folder,
            is_list: is_folder,
        };
        if !is_folder {
            side.files.push(argument.to_owned());
            self.read_file(argument, &mut side, output)?;
            return Ok(side);
        }
        let beside = self.house.files();
        let used = beside.iter().map(String::as_str).chain(self.table.files());
        let named = files::named(&[argument.to_owned()], output);
        for Named {
            path,
            within,
            fault,
        } in files::only_deals(named, used, output)
        {
            let within = within.as_ref().unwrap_or(&path);
            let found = match fault {
                Some(fault) => {
                    output.error(&anyhow!("{fault}"));
                    None
                }
                None => match input::readable(&path, output) {
                    Some(source) => self.deal(source, within, output)?,
                    None => None,
                },
            };
            side.add(within, &path, found.ok_or_else(|| unread(&path, output)));
            side.files.push(path);
        }
        if side.deals.is_empty() {
            bail!("there is no deal in {argument}");
        }
        Ok(side)
    }

    fn read_file(
        &self,
        path: &str,
        side: &mut FoundSide,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        let name = side.name.clone();
        let Some(source) = input::readable(path, output) else {
            side.add(&name, &name, Err(unread(&name, output)));
            return Ok(());
        };
        if !diff::is_stored(&source.text) {
            let found = self.deal(source, &name, output)?;
            side.add(&name, &name, found.ok_or_else(|| unread(&name, output)));
            return Ok(());
        }
        match diff::read(&source) {
            Err(error) => {
                output.error(&error);
                side.add(&name, &name, Err(unread(&name, output)));
            }
            Ok((stored, is_list)) => {
                side.is_list = is_list;
                for document in stored {
                    let path = document.path().to_owned();
                    let found = match document {
                        Stored::Assessment(side) => Ok(Box::new(Assessed {
                            side: *side,
                            deal: None,
                        })),
                        Stored::Unread(unread) => {
                            let words = format!("{path} could not be read when {name} was written");
                            output.error(&anyhow!("{words}"));
                            Err(unread)
                        }
                    };
                    side.add(&path, &path, found);
                }
            }
        }
        Ok(())
    }

    /// Reads and assesses a deal; `None`, reported, if something is wrong.
    fn deal(
        &self,
        source: Source,
        path: &str,
        output: &mut Output,
    ) -> anyhow::Result<Option<Box<Assessed>>> {
        let Some(read) = self.table.read_source(source, self.options, output)? else {
            return Ok(None);
        };
        if let Err(error) = self.house.check_warnings(read.has_warnings) {
            output.error(&error);
            return Ok(None);
        }
        // Shares of first places are drawn, not moved by anybody.
        let sampling = Sampling {
            draws: Some(0),
            ..Sampling::default()
        };
        let mut run: Run = self.house.run();
        self.table.add_to(&mut run);
        let assessment = Assessment {
            run,
            ..Assessment::of(&read.deal, sampling)
        };
        let side = Side::of(&read.source, path, &assessment);
        Ok(Some(Box::new(Assessed {
            side,
            deal: Some((read.source, read.deal)),
        })))
    }
}

fn unread(source: &str, output: &mut Output) -> UnreadV2 {
    let problems = output.take_kept(source);
    UnreadV2::of(source, &problems)
}
