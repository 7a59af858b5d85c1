//! `diff` of folders and of lists of stored assessments: what became of each deal, and then what moved in it.

use serde::Serialize;

use super::words::{self, Moved};
use super::{markdown, text};
use crate::contract::{DealStatusV2, DiffCandidateV2, DiffV2, SideV2, UnreadV2, pretty};
use crate::diff::ARROW;
use crate::explain::count;
use crate::render::comment::item;
use crate::render::markdown::{escape, more};
use crate::render::room::fitting;
use crate::render::sanitize::sanitize;
use crate::render::text::{BOLD, Page};

/// Verdicts that fell and are named at the top of a report; the rest is counted.
const MOST_FALLEN: usize = 12;
/// The longest Markdown in bytes, as GitHub takes no longer comment; its last lines fit above.
pub(super) const LONGEST_MARKDOWN: usize = 64_000;

/// What moved, of one deal or of many.
pub struct Moves {
    /// The old side as it was named.
    pub old: String,
    /// The new side as it was named.
    pub new: String,
    /// The deals in the order of the new side; what is gone comes last.
    pub deals: Vec<MovedDeal>,
    /// Whether a folder or a list was named, so that programs are given a list.
    pub is_list: bool,
}

/// What became of a deal.
pub enum MovedDeal {
    /// What moved in it.
    Compared(Box<Moved>),
    /// A side of it could not be read.
    Unread(UnreadV2),
}

/// What stands for a deal.
#[derive(Serialize)]
#[serde(untagged)]
enum Document<'a> {
    Compared(&'a DiffV2),
    Unread(&'a UnreadV2),
}

/// An object for two deals, a list for folders and lists.
pub fn json(all: &Moves, _: Page) -> anyhow::Result<String> {
    let documents: Vec<Document<'_>> = all.documents().collect();
    Ok(match documents.as_slice() {
        [one] if !all.is_list => pretty(one)?,
        several => pretty(&several)?,
    })
}

/// An object a deal, each on a line: the form for any number of deals.
pub fn json_lines(all: &Moves, _: Page) -> anyhow::Result<String> {
    let mut text = String::new();
    for document in all.documents() {
        text.push_str(&serde_json::to_string(&document)?);
        text.push('\n');
    }
    Ok(text)
}

/// What moved, as text.
pub fn text(all: &Moves, page: Page) -> anyhow::Result<String> {
    if let ([MovedDeal::Compared(one)], false) = (all.deals.as_slice(), all.is_list) {
        return Ok(text::render(one, page));
    }
    let title = format!("{} {ARROW} {}", all.old, all.new);
    let mut text = format!("{BOLD}{}{BOLD:#}\n{}\n", sanitize(&title), all.summary());
    for line in all.fallen() {
        text.push_str(&page.paragraph("fell", BOLD, &line));
    }
    for note in words::notes_on_all(all.shown()) {
        text.push_str(&page.paragraph("Note", BOLD, &note));
    }
    for deal in all.shown() {
        text.push('\n');
        text.push_str(&text::render(deal, page));
    }
    let rest: String = all
        .rest()
        .iter()
        .map(|(mark, words)| page.paragraph(mark, BOLD, words))
        .collect();
    if !rest.is_empty() {
        text.push('\n');
        text.push_str(&rest);
    }
    Ok(text)
}

/// What moved, as Markdown.
pub fn markdown(all: &Moves, _: Page) -> anyhow::Result<String> {
    if let ([MovedDeal::Compared(one)], false) = (all.deals.as_slice(), all.is_list) {
        return Ok(markdown::render(one));
    }
    let title = format!("{} {ARROW} {}", all.old, all.new);
    let mut text = format!(
        "### What moved\n\n{}\n\n**{}**\n",
        escape(&title),
        all.summary()
    );
    for note in words::notes_on_all(all.shown()) {
        text.push_str(&format!("\n{}\n", escape(&note)));
    }
    let list = |lines: Vec<String>| -> String {
        let lines: Vec<String> = lines.iter().map(|line| item(0, line)).collect();
        let (shown, left_out) = fitting(&lines, LONGEST_MARKDOWN / 4);
        shown + &more(left_out, "line", "")
    };
    let fallen = all.fallen();
    if !fallen.is_empty() {
        text.push_str(&format!("\n**Verdicts that fell**\n\n{}", list(fallen)));
    }
    let rest = all.rest().into_iter();
    let rest: Vec<String> = rest
        .map(|(mark, words)| format!("{mark}: {words}"))
        .collect();
    if !rest.is_empty() {
        text.push_str(&format!("\n**Other deals**\n\n{}", list(rest)));
    }
    let mut left_out = 0;
    for deal in all.shown() {
        let block = markdown::render(deal);
        match left_out == 0 && text.len() + block.len() < LONGEST_MARKDOWN {
            true => text.push_str(&format!("\n{block}")),
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        let deals = count(left_out, "deal");
        text.push_str(&format!(
            "\n{deals} more moved, too long for a comment: all of it with --format json\n"
        ));
    }
    Ok(text)
}

impl Moves {
    /// The deals that could be read.
    pub fn compared(&self) -> impl Iterator<Item = &Moved> {
        self.deals.iter().filter_map(|deal| match deal {
            MovedDeal::Compared(moved) => Some(&**moved),
            MovedDeal::Unread(_) => None,
        })
    }

    fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        self.deals.iter().map(|deal| match deal {
            MovedDeal::Compared(moved) => Document::Compared(&moved.comparison),
            MovedDeal::Unread(unread) => Document::Unread(unread),
        })
    }

    fn of_status(&self, status: DealStatusV2) -> impl Iterator<Item = &Moved> {
        self.compared()
            .filter(move |deal| deal.comparison.status == status)
    }

    /// The deals that have a block of their own: those of which something moved, or the input.
    fn shown(&self) -> impl Iterator<Item = &Moved> {
        self.compared().filter(|deal| match deal.comparison.status {
            DealStatusV2::Moved => true,
            DealStatusV2::Same => deal.comparison.has_other_input(),
            DealStatusV2::New | DealStatusV2::Gone | DealStatusV2::NotCompared => false,
        })
    }

    /// What became of how many deals.
    fn summary(&self) -> String {
        let of_status = |status| self.of_status(status).count();
        let compared = self.compared().count();
        let parts = [
            (of_status(DealStatusV2::Moved), "moved"),
            (of_status(DealStatusV2::New), "new"),
            (of_status(DealStatusV2::Gone), "gone"),
            (
                self.compared()
                    .filter(|deal| deal.comparison.renamed)
                    .count(),
                "renamed",
            ),
            (of_status(DealStatusV2::NotCompared), "not compared"),
            (self.deals.len() - compared, "not read"),
        ];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        let deals = count(self.deals.len() as u64, "deal");
        match parts.is_empty() {
            true => format!("Nothing moved in {deals}."),
            false => format!("Of {deals}, {}.", parts.join(", ")),
        }
    }

    /// A line for each verdict that fell.
    fn fallen(&self) -> Vec<String> {
        let fallen = self.compared().flat_map(|deal| {
            let all = deal.comparison.fallen();
            all.map(|candidate| format!("{}, {}", deal.new_place(), words::fall(candidate)))
        });
        let mut lines: Vec<String> = fallen.collect();
        if lines.len() > MOST_FALLEN + 1 {
            let more = lines.len() - MOST_FALLEN;
            lines.truncate(MOST_FALLEN);
            lines.push(format!("and {more} more"));
        }
        lines
    }

    /// The deals that have no block of their own, each with a mark; those that did not move are counted.
    fn rest(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        for status in [DealStatusV2::New, DealStatusV2::Gone] {
            let mark = if status == DealStatusV2::New {
                "new"
            } else {
                "gone"
            };
            lines.extend(self.of_status(status).map(|deal| (mark, alone(deal))));
        }
        for deal in self.compared().filter(|deal| deal.comparison.renamed) {
            if let (Some(old), Some(new)) = (&deal.comparison.old, &deal.comparison.new) {
                lines.push((
                    "now",
                    format!("{} was {}", deal.place(new), deal.place(old)),
                ));
            }
        }
        for deal in self.of_status(DealStatusV2::NotCompared) {
            let why = deal.comparison.differences.join("; ");
            lines.push((
                "error",
                format!("{} is not compared: {why}", deal.new_place()),
            ));
        }
        for deal in &self.deals {
            if let MovedDeal::Unread(unread) = deal {
                lines.push(("error", format!("{} is not read", unread.deal.source)));
            }
        }
        let same = self.of_status(DealStatusV2::Same);
        let same = same
            .filter(|deal| !deal.comparison.has_other_input())
            .count();
        if same > 0 && same < self.deals.len() {
            lines.push(("same", count(same as u64, "deal")));
        }
        lines
    }
}

/// `Depot · deals/a.toml: 2 candidates, first Alpha: 80.0, rank 1, recommended`.
fn alone(deal: &Moved) -> String {
    let comparison = &deal.comparison;
    let side: Option<&SideV2> = comparison.new.as_ref().or(comparison.old.as_ref());
    let first: Option<&DiffCandidateV2> = comparison.candidates.first();
    format!(
        "{} · {}: {}{}",
        side.map_or("", |side| &side.deal),
        side.map_or("", |side| deal.place(side)),
        count(comparison.candidates.len() as u64, "candidate"),
        first.map_or(String::new(), |first| {
            format!(", first {}: {}", first.name, words::headline(first))
        })
    )
}
