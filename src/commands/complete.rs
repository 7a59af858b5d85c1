//! `partner-eval complete`, which the scripts of `completions` call: what can stand at the cursor of a shell. It knows
//! the options as they are defined, and the candidates of the deals on the line.
//!
//! The first line of the answer says what the shell adds: `files` its own completion of paths, `part` nothing, not
//! even a blank behind the word, and `words` a blank. Each other line is a word. For shells that show it, what a word
//! means stands behind a tab, and behind that of the first line what stands before the value in the same word.

use clap::{Arg, ArgMatches, Command, FromArgMatches};

use super::input;
use super::output::Output;
use super::status::ExitStatus;
use super::table::TableArgs;
use crate::deal::Deal;
use crate::explain::definitions;
use crate::read::ReadOptions;

/// The options of `complete`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
    /// Of bash the line before the cursor, the line behind it, and the text that a completion replaces; of others the
    /// place of the cursor among the words, from 0, and the words.
    #[arg(value_name = "WORD", allow_hyphen_values = true)]
    words: Vec<String>,
}

/// A shell whose script calls `complete`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shell {
    Bash,
    Fish,
    Zsh,
}

/// Runs `complete`.
pub fn run(args: &Args, mut program: Command, output: &mut Output) -> anyhow::Result<ExitStatus> {
    program.build();
    let answer = match args.shell {
        Shell::Bash => in_bash(&program, &args.words, output),
        Shell::Fish | Shell::Zsh => among_words(&program, args.shell, &args.words, output),
    };
    output.data(&answer.unwrap_or_default())
}

/// The answer to bash, which splits words at more signs than blanks and replaces the last of those parts as it stands:
/// words are quoted as the user began, and what stands before the part is left out.
fn in_bash(program: &Command, words: &[String], output: &mut Output) -> Option<String> {
    let [before, behind, text] = words else {
        return None;
    };
    let line = Line::split(before);
    let raw = &before[line.start..];
    let behind_word = behind.find(char::is_whitespace).unwrap_or(behind.len());
    let behind = Line::split(&behind[behind_word..]).all();
    let (current, before) = line.words.split_last()?;
    let found = Completion::at(program, before, current, &behind, output);
    let value = raw.strip_prefix(&found.prefix).unwrap_or(raw);
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let is_open = line.quote.is_some() && line.quote == quote;
    let left_out = &raw[..raw.len() - raw.ends_with(text.as_str()).then_some(text.len())?];
    let typed = current.strip_prefix(&found.prefix).unwrap_or(current);
    let fitting = found
        .words
        .iter()
        .filter(|word| word.text.starts_with(typed));
    let quoted = fitting.filter_map(|word| {
        let word = found.prefix.clone() + &quoted(&word.text, quote.filter(|_| is_open));
        Some(word.strip_prefix(left_out)?.to_owned())
    });
    let first = std::iter::once(found.kind.name().to_owned());
    Some(joined(first.chain(quoted)))
}

/// The answer to shells that split and quote words, and choose those that fit, by themselves.
fn among_words(
    program: &Command,
    shell: Shell,
    words: &[String],
    output: &mut Output,
) -> Option<String> {
    let (place, words) = words.split_first()?;
    let (before, rest) = words.split_at_checked(place.parse().ok()?)?;
    let (current, behind) = rest.split_first()?;
    let found = Completion::at(program, before, current, behind, output);
    // fish replaces the whole word.
    let prefix = match shell {
        Shell::Fish => &*found.prefix,
        Shell::Bash | Shell::Zsh => "",
    };
    let lines = found.words.iter().map(|word| match &word.about {
        Some(about) => format!("{prefix}{}\t{about}", word.text),
        None => format!("{prefix}{}", word.text),
    });
    let first = std::iter::once(format!("{}\t{}", found.kind.name(), found.prefix));
    Some(joined(first.chain(lines)))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// A text as one word of bash, in the quotes that are open.
fn quoted(text: &str, quote: Option<char>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "._/-+,:@%=".contains(c);
    let escaped = |special: &dyn Fn(char) -> bool| {
        let escape = |c| [special(c).then_some('\\'), Some(c)];
        text.chars().flat_map(escape).flatten().collect::<String>()
    };
    match quote {
        Some('\'') => format!("'{}", text.replace('\'', r"'\''")),
        Some(_) => format!("\"{}", escaped(&|c| "\"$`\\".contains(c))),
        None => escaped(&|c| !is_plain(c)),
    }
}

/// A line of bash up to the cursor.
#[derive(Debug, PartialEq)]
struct Line {
    /// Its words without their quotes, the last, perhaps empty, at the cursor.
    words: Vec<String>,
    /// Where the last one begins.
    start: usize,
    /// The quote that is open at the cursor.
    quote: Option<char>,
}

impl Line {
    fn split(text: &str) -> Self {
        let mut line = Self {
            words: Vec::new(),
            start: text.len(),
            quote: None,
        };
        let mut word: Option<String> = None;
        let mut signs = text.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            if word.is_none() && !sign.is_whitespace() {
                line.start = at;
                word = Some(String::new());
            }
            let Some(built) = &mut word else {
                continue;
            };
            match (line.quote, sign) {
                (None, blank) if blank.is_whitespace() => line.words.extend(word.take()),
                (None, '"' | '\'') => line.quote = Some(sign),
                (Some(quote), end) if quote == end => line.quote = None,
                (None, '\\') => built.extend(signs.next().map(|(_, sign)| sign)),
                (Some('"'), '\\') => {
                    let escaped = signs.next_if(|(_, next)| "\"$`\\".contains(*next));
                    built.push(escaped.map_or('\\', |(_, sign)| sign));
                }
                (_, sign) => built.push(sign),
            }
        }
        if word.is_none() {
            line.start = text.len();
        }
        line.words.push(word.unwrap_or_default());
        line
    }

    /// Its words, where there is no cursor.
    fn all(mut self) -> Vec<String> {
        self.words.retain(|word| !word.is_empty());
        self.words
    }
}

/// What can stand at the cursor.
struct Completion {
    /// What stands before the value in the same word, as `--format=`.
    prefix: String,
    words: Vec<Word>,
    kind: Kind,
}

struct Word {
    text: String,
    about: Option<String>,
}

/// What the shell makes of the words.
#[derive(Clone, Copy)]
enum Kind {
    /// Each is a whole word.
    Words,
    /// Each is the beginning of one.
    Part,
    /// Files can stand there too.
    Files,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Words => "words",
            Kind::Part => "part",
            Kind::Files => "files",
        }
    }
}

impl Completion {
    /// What can stand between words, the first of which is the program, in place of `current`.
    fn at(
        program: &Command,
        before: &[String],
        current: &str,
        behind: &[String],
        output: &mut Output,
    ) -> Self {
        let at = Place::of(program, before.get(1..).unwrap_or_default());
        if at.value_of.is_none() && !at.is_guarded && current.starts_with('-') {
            let Some((name, value)) = current.split_once('=') else {
                return at.options();
            };
            let Some(option) = at.option(name) else {
                return Self::words(Vec::new());
            };
            let words = before.iter().chain(behind);
            let found = at.values(option, value, words, program, output);
            let prefix = format!("{name}={}", found.prefix);
            return Self { prefix, ..found };
        }
        // The option whose value stands at the cursor has none yet.
        let before = &before[..before.len() - usize::from(at.value_of.is_some())];
        let words = before.iter().chain(behind);
        match at.value_of.or(at.positional()) {
            Some(of) => at.values(of, current, words, program, output),
            None => Self::words(at.subcommands()),
        }
    }

    /// Words, each whole.
    fn words(words: Vec<Word>) -> Self {
        Self {
            prefix: String::new(),
            words,
            kind: Kind::Words,
        }
    }
}

/// Where the cursor is.
struct Place<'c> {
    command: &'c Command,
    /// The option whose value stands there.
    value_of: Option<&'c Arg>,
    /// How many operands stand before.
    operands: usize,
    /// Whether `--` stands before: there are no more options.
    is_guarded: bool,
}

impl<'c> Place<'c> {
    /// Behind these words.
    fn of(program: &'c Command, words: &[String]) -> Self {
        let mut at = Self {
            command: program,
            value_of: None,
            operands: 0,
            is_guarded: false,
        };
        for word in words {
            if at.value_of.take().is_some() {
                continue;
            }
            if !at.is_guarded && word == "--" {
                at.is_guarded = true;
            } else if !at.is_guarded && word.len() > 1 && word.starts_with('-') {
                at.value_of = at.option(word);
            } else if let Some(subcommand) = at.command.find_subcommand(word) {
                at.command = subcommand;
            } else {
                at.operands += 1;
            }
        }
        at
    }

    /// The option of that name, if it takes a value.
    fn option(&self, name: &str) -> Option<&'c Arg> {
        let name = name.strip_prefix("--")?;
        let mut options = self.command.get_opts();
        options.find(|option| option.get_long() == Some(name))
    }

    /// The operand at the cursor; the last takes all that follow, if it takes several.
    fn positional(&self) -> Option<&'c Arg> {
        let own = self.command.get_positionals().nth(self.operands);
        let several = |arg: &&Arg| {
            arg.get_num_args()
                .is_some_and(|count| count.max_values() > 1)
        };
        own.or_else(|| self.command.get_positionals().last().filter(several))
    }

    fn options(&self) -> Completion {
        let shown = self
            .command
            .get_arguments()
            .filter(|arg| !arg.is_hide_set());
        let words = shown.filter_map(|arg| {
            Some(Word {
                text: format!("--{}", arg.get_long()?),
                about: arg.get_help().map(|help| first_line(&help.to_string())),
            })
        });
        Completion::words(words.collect())
    }

    fn subcommands(&self) -> Vec<Word> {
        let shown = self.command.get_subcommands();
        let shown = shown.filter(|subcommand| !subcommand.is_hide_set());
        shown
            .map(|subcommand| Word {
                text: subcommand.get_name().to_owned(),
                about: subcommand
                    .get_about()
                    .map(|about| first_line(&about.to_string())),
            })
            .collect()
    }

    /// The values that an argument can have: those that are listed, or what its name in the help says, as in
    /// `any|all|leader|NAME`.
    fn values<'w>(
        &self,
        of: &Arg,
        current: &str,
        words: impl Iterator<Item = &'w String>,
        program: &Command,
        output: &mut Output,
    ) -> Completion {
        let mut found = Completion::words(listed(of));
        if !found.words.is_empty() {
            return found;
        }
        let mut words = words;
        let names = of.get_value_names().unwrap_or_default();
        for name in names.iter().flat_map(|names| names.split('|')) {
            match name {
                "FILE" | "OLD" | "NEW" => found.kind = Kind::Files,
                "FORMAT=PATH" => match current.split_once('=') {
                    Some((format, _)) => {
                        found.prefix = format!("{format}=");
                        found.kind = Kind::Files;
                    }
                    None => {
                        found.words = self.option("--format").map(listed).unwrap_or_default();
                        found.words.iter_mut().for_each(|word| word.text.push('='));
                        found.kind = Kind::Part;
                    }
                },
                "NAME" => {
                    let names = names_in_deals(program, words.by_ref(), candidates, output);
                    found.words.extend(names);
                }
                "REVIEWER" => {
                    let names = names_in_deals(program, words.by_ref(), reviewers, output);
                    found.words.extend(names);
                }
                "ID" => found
                    .words
                    .extend(definitions().into_iter().map(|definition| Word {
                        text: definition.id,
                        about: Some(definition.title),
                    })),
                word if word.chars().all(char::is_lowercase) => found.words.push(Word {
                    text: word.to_owned(),
                    about: None,
                }),
                _ => {}
            }
        }
        found
    }
}

/// The values that are listed in the help of an argument.
fn listed(arg: &Arg) -> Vec<Word> {
    let values = arg.get_possible_values().into_iter();
    let shown = values.filter(|value| !value.is_hide_set());
    shown
        .map(|value| Word {
            text: value.get_name().to_owned(),
            about: value.get_help().map(|help| first_line(&help.to_string())),
        })
        .collect()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn candidates(deal: Deal) -> Vec<String> {
    let candidates = deal.candidates.into_iter();
    candidates.map(|candidate| candidate.name).collect()
}

fn reviewers(deal: Deal) -> Vec<String> {
    let reviewers = deal.reviewers.into_iter();
    reviewers.map(|reviewer| reviewer.name).collect()
}

/// Names in the deals that these words name, with the rows of a table beside them.
fn names_in_deals<'w>(
    program: &Command,
    words: impl Iterator<Item = &'w String>,
    names_in: fn(Deal) -> Vec<String>,
    output: &mut Output,
) -> Vec<Word> {
    let matches = program.clone().try_get_matches_from(words);
    let Some((name, matches)) = matches.as_ref().ok().and_then(ArgMatches::subcommand) else {
        return Vec::new();
    };
    let Some(command) = program.find_subcommand(name) else {
        return Vec::new();
    };
    let first = command.get_positionals().next();
    let deals = first.and_then(|arg| matches.get_raw(arg.get_id().as_str()));
    let deals = deals.into_iter().flatten().filter_map(|deal| deal.to_str());
    let has_table = command.get_arguments().any(|arg| arg.get_id() == "table");
    let table = has_table.then(|| TableArgs::from_arg_matches(matches).ok());
    let table = table
        .flatten()
        .filter(|table| table.files().all(is_soon_read));
    let mut found = Vec::new();
    for deal in deals.filter(|deal| is_soon_read(deal)) {
        let options = ReadOptions::default();
        let input = match &table {
            Some(table) => table.read_named(deal, &options, &[], output).ok().flatten(),
            None => input::read(deal, &options, output),
        };
        found.extend(input.into_iter().flat_map(|input| names_in(input.deal)));
    }
    // A word is a line of the answer, and what no line can hold nobody types.
    found.retain(|name| !name.contains(char::is_control));
    let word = |text| Word { text, about: None };
    found.into_iter().map(word).collect()
}

/// Whether a file is there to be read again, and so short that nobody waits for it.
fn is_soon_read(path: &str) -> bool {
    const MOST: u64 = 16 << 20;
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_as_bash_does() {
        let split = |text| {
            let line = Line::split(text);
            (line.words.join("|"), line.start, line.quote)
        };
        for (text, words, start, quote) in [
            ("a b", "a|b", 2, None),
            ("a  b ", "a|b|", 5, None),
            ("a 'b c' \"d $\\\"e\" f\\ g", "a|b c|d $\"e|f g", 17, None),
            ("a \"b c", "a|b c", 2, Some('"')),
            ("a --x='b \\", "a|--x=b \\", 2, Some('\'')),
            ("a \"\\n\\\\\" \\", "a|\\n\\|", 9, None),
            ("", "", 0, None),
        ] {
            assert_eq!(split(text), (words.to_owned(), start, quote), "{text}");
        }
    }

    #[test]
    fn quoted_words_are_read_back() {
        for text in [
            "Acme",
            "A/S Ørsted & Søn",
            "O'Neil \"$x` \\",
            "#1 ~x",
            "a;b|c<d>e(f)",
        ] {
            for quote in [None, Some('"'), Some('\'')] {
                let quoted = quoted(text, quote) + &quote.map(String::from).unwrap_or_default();
                assert_eq!(Line::split(&quoted).words, [text], "{quoted}");
            }
        }
    }
}
