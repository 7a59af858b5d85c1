//! Reads `[[candidates]]`.

use toml::de::DeValue;

use super::section::{Context, Section};
use super::tree;
use crate::deal::{Candidate, Deal, Problem};
use crate::model::{Code, keys};
use crate::read::builder::{CandidateBuilder, Keep, Known, Lines, Seen, Tree};

/// Reads all candidates of a deal, whose header was read. `is_typed`: whether its relationship could be read, without
/// which nobody knows what is asked.
pub(super) fn read_all(file: &mut Section<'_, '_>, deal: &Deal, is_typed: bool) -> Vec<Candidate> {
    let context: &Context<'_> = file.context;
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
    let known = Known::of(&context.names, deal);
    let (names, lines) = (context.names.clone(), Lines::Of(context.source));
    let mut builder =
        CandidateBuilder::new(&keys::CANDIDATE, deal, names, context.options, known, lines);
    builder.has_error = context.has_error();
    builder.knows_what_is_asked = is_typed;
    let mut seen = Seen::default();
    let mut candidates = Vec::new();
    let mut found = Tree::default();
    for value in values.iter() {
        let DeValue::Table(entries) = value.get_ref() else {
            context.report(Problem::new(
                Code::WrongType,
                value.span(),
                format!("`candidates` takes {FORM}"),
            ));
            builder.has_error = true;
            continue;
        };
        tree::fill(&mut found, entries, value.span().into());
        builder.begin(Keep::All, value.span().into());
        builder.read(&found);
        builder.finish();
        let candidate = builder.take(&mut seen);
        // Of a deal with an error nobody asks for more than the names.
        if builder.has_error && !candidate.name.is_empty() {
            candidates.push(Candidate {
                name: candidate.name,
                line: candidate.line,
                ..Candidate::default()
            });
        } else if !builder.has_error {
            candidates.push(candidate);
        }
        context.report_all(builder.report.problems.drain(..));
    }
    candidates
}
