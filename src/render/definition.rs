//! `explain ID`: what a criterion, dimension, relationship type, gate, flag or problem code is.

use super::text::{BOLD, Page};
use crate::explain::Definition;

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
        let gist = definition
            .says
            .first()
            .map_or("", |(_, says)| says.as_str());
        let line = format!("  {:<26}{}", definition.id, gist);
        let mut cut: String = line.chars().take(79).collect();
        if cut.len() < line.len() {
            cut.push('…');
        }
        text.push_str(cut.trim_end());
        text.push('\n');
    }
    text
}
