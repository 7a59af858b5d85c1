//! Problems with a file as text: an excerpt with a caret, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::sanitize::{sanitize, shows};
use crate::deal::{Problem, how_many};
use crate::read::Source;

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
    text + &more(how_many(problems), &source.name)
}

/// How many problems of a file are not shown; nothing where all are.
pub(super) fn more(problems: usize, file: &str) -> String {
    match problems.saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!("... and {more} more problems in {}\n\n", sanitize(file)),
    }
}

fn render_one(renderer: &Renderer, source: &Source, problem: &Problem) -> String {
    let level = if problem.is_warning() {
        Level::WARNING
    } else {
        Level::ERROR
    };
    let id = problem.code.id();
    let name = sanitize(&source.name);
    let (line, column) = source.position(problem.span.start);
    let around = source.lines_around(&problem.span);
    // The caret goes to the first line of the span; the rest of a long table says nothing more.
    let first_line = source.text[around.clone()]
        .split('\n')
        .next()
        .unwrap_or_default();
    let start = (problem.span.start - around.start).min(first_line.len());
    let end = (problem.span.end - around.start).clamp(start, first_line.len());
    let excerpt = cut(first_line, start);
    // Each sign that is shown otherwise takes one place as before, so that the caret stays right.
    let shown = |from: usize, to: usize| -> String {
        visible(excerpt.text.get(from..to).unwrap_or_default())
    };
    let (from, to) = (
        start - excerpt.skipped,
        (end - excerpt.skipped).min(excerpt.text.len()),
    );
    let (before, marked) = (shown(0, from), shown(from, to));
    let mut text = before.clone() + &marked + &shown(to, excerpt.text.len());
    if text.is_empty() {
        // A caret needs something to stand under.
        text.push(' ');
    }
    let span = before.len()..(before.len() + marked.len()).min(text.len());
    let snippet = Snippet::source(&text)
        .line_start(line as usize)
        .path(name.as_ref())
        .annotation(AnnotationKind::Primary.span(span));
    let message = sanitize(&problem.message);
    let mut group: Group<'_> = level
        .primary_title(message.as_ref())
        .id(id)
        .element(snippet);
    let help = problem.help.as_deref().map(sanitize);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    let rendered = renderer.render(&[group]);
    // The renderer counts columns in what it is given, which may be the middle of a long line.
    let counted = format!("{name}:{line}:{}", before.chars().count() + 1);
    rendered.replacen(&counted, &format!("{name}:{line}:{column}"), 1)
}

/// A part of an excerpt: what would move the cursor or hide text shows as a replacement, one sign for one; the renderer
/// takes care of tabs and of the old control characters.
fn visible(part: &str) -> String {
    let mut before = None;
    let mut rest = part.chars();
    let mut shown = String::with_capacity(part.len());
    while let Some(c) = rest.next() {
        let is_seen =
            matches!(c, '\t' | '\0'..='\u{1f}' | '\u{7f}') || shows(before, c, rest.clone().next());
        match c {
            '\u{feff}' => {}
            c if is_seen => shown.push(c),
            _ => shown.push(char::REPLACEMENT_CHARACTER),
        }
        before = Some(c);
    }
    shown
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
