//! `explain ID`: what a criterion, dimension, relationship type, gate, flag or problem code is.

use super::comment::Comment;
use super::text::{BOLD, Page};
use crate::explain::Definition;
use crate::model::text::cut;

/// One definition as text.
pub fn render(definition: &Definition, page: Page) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}", definition.id);
    if definition.title != definition.id {
        text.push_str(&format!(" · {}", definition.title));
    }
    text.push_str(&format!(" · {}\n", definition.kind));
    for (label, says) in &definition.says {
        let indent = "  ";
        let options = textwrap::Options::new(page.width)
            .initial_indent(indent)
            .subsequent_indent("    ")
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        text.push_str(&textwrap::fill(&format!("{label}: {says}"), options));
        text.push('\n');
    }
    text
}

/// The list of all that can be explained, a line each.
pub fn list(definitions: &[Definition]) -> String {
    let mut text = String::from("partner-eval explain ID tells more of each.\n");
    let mut kind = "";
    for definition in definitions {
        if definition.kind != kind {
            kind = definition.kind;
            text.push_str(&format!("\n{BOLD}{kind}{BOLD:#}\n"));
        }
        let line = format!("  {:<26}{}", definition.id, gist(definition));
        text.push_str(cut(&line, 79).trim_end());
        text.push('\n');
    }
    text
}

/// The first that is said.
fn gist(definition: &Definition) -> &str {
    let first = definition.says.first();
    first.map_or("", |(_, says)| says.as_str())
}

/// Definitions as a comment, under the word that they are of.
pub fn markdown(definitions: &[Definition]) -> String {
    let word = definitions.first().map_or("", |first| first.id.as_str());
    let mut comment = Comment::new(word);
    for definition in definitions {
        let says = definition.says.iter();
        let says: Vec<String> = says
            .map(|(label, says)| format!("{label}: {says}"))
            .collect();
        let heading = match definition.title == definition.id {
            true => definition.kind.to_owned(),
            false => format!("{} · {}", definition.title, definition.kind),
        };
        comment.list(&heading, &says);
    }
    comment.finish()
}

/// The list of all that can be explained as a comment.
pub fn markdown_list(definitions: &[Definition]) -> String {
    let mut comment = Comment::new("What partner-eval explain ID explains");
    for of_kind in definitions.chunk_by(|one, next| one.kind == next.kind) {
        let lines = of_kind
            .iter()
            .map(|one| format!("{}: {}", one.id, gist(one)));
        let kind = of_kind.first().map_or("", |first| first.kind);
        comment.list(kind, &lines.collect::<Vec<_>>());
    }
    comment.finish()
}
