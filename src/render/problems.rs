//! Problems with a file as text: an excerpt with a caret, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::sanitize::sanitize;
use crate::deal::{Problem, Source};

/// More problems than this are counted, not shown: nobody reads them, and they are often one mistake
/// repeated.
pub const MOST_SHOWN: usize = 50;

/// The longest excerpt shown; a file can be one line of a megabyte.
const LONGEST_EXCERPT: usize = 400;

/// The problems of a file, in order, as text with colour codes.
pub fn render(source: &Source, problems: &[Problem]) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for problem in problems.iter().take(MOST_SHOWN) {
        text.push_str(&render_one(&renderer, source, problem));
        text.push_str("\n\n");
    }
    if problems.len() > MOST_SHOWN {
        let more = problems.len() - MOST_SHOWN;
        text.push_str(&format!(
            "... and {more} more problems in {}\n\n",
            sanitize(&source.name)
        ));
    }
    text
}

fn render_one(renderer: &Renderer, source: &Source, problem: &Problem) -> String {
    let level = if problem.is_warning() {
        Level::WARNING
    } else {
        Level::ERROR
    };
    let id = problem.code.id();
    let name = sanitize(&source.name);
    let (line, _) = source.position(problem.span.start);
    let around = source.lines_around(&problem.span);
    // The caret goes to the first line of the span; the rest of a long table says nothing more.
    let first_line = source.text[around.clone()]
        .split('\n')
        .next()
        .unwrap_or_default();
    let start = problem.span.start - around.start;
    let excerpt = cut(first_line, start);
    // A byte-order mark is no part of what people see, and would push the caret aside.
    let shown = excerpt.text.trim_start_matches('\u{feff}');
    let mark = excerpt.text.len() - shown.len();
    let from = (start - excerpt.skipped)
        .saturating_sub(mark)
        .min(shown.len());
    let to = (problem.span.end - around.start - excerpt.skipped)
        .saturating_sub(mark)
        .clamp(from, shown.len());
    let mut snippet = Snippet::source(shown)
        .line_start(line as usize)
        .path(name.as_ref())
        .annotation(AnnotationKind::Primary.span(from..to));
    if shown.is_empty() {
        snippet = Snippet::source(" ")
            .line_start(line as usize)
            .path(name.as_ref());
        snippet = snippet.annotation(AnnotationKind::Primary.span(0..1));
    }
    let message = sanitize(&problem.message);
    let mut group: Group<'_> = level
        .primary_title(message.as_ref())
        .id(id.as_str())
        .element(snippet);
    let help = problem.help.as_deref().map(sanitize);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    renderer.render(&[group])
}

struct Excerpt<'a> {
    text: &'a str,
    skipped: usize,
}

/// The part of a long line around a place.
fn cut(line: &str, place: usize) -> Excerpt<'_> {
    let line = line.trim_end_matches('\r');
    if line.len() <= LONGEST_EXCERPT {
        return Excerpt {
            text: line,
            skipped: 0,
        };
    }
    let skipped = floor_boundary(line, place.saturating_sub(LONGEST_EXCERPT / 4));
    let end = floor_boundary(line, skipped + LONGEST_EXCERPT);
    Excerpt {
        text: &line[skipped..end],
        skipped,
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
