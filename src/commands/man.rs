//! `partner-eval man`: the manual page.

use clap::Command;
use clap_mangen::Man;

use super::output::Output;
use super::status::ExitStatus;

/// The day of the last change of the page that matters; its readers want one.
const CHANGED: &str = "2026-11-28";

/// Runs `man`.
pub fn run(program: Command, output: &mut Output) -> anyhow::Result<ExitStatus> {
    output.data(&page(program)?)
}

/// One page for all subcommands: clap_mangen makes a page of each, and a reader who types
/// `man partner-eval` has only the first.
fn page(mut command: Command) -> anyhow::Result<String> {
    // Usage lines then begin with the program's name.
    command.build();
    let man = Man::new(command.clone()).date(CHANGED);
    let mut page = section(|out| man.render_title(out))?;
    page += &section(|out| man.render_name_section(out))?;
    page += &section(|out| man.render_synopsis_section(out))?;
    page += &section(|out| man.render_description_section(out))?;
    page += &section(|out| man.render_options_section(out))?;
    page += ".SH COMMANDS\n";
    for subcommand in command.get_subcommands() {
        if subcommand.get_name() == "help" || subcommand.is_hide_set() {
            continue;
        }
        page += &format!(".SS {}\n", subcommand.get_name());
        // Said once, above.
        let own = subcommand.clone().mut_args(|argument| {
            let is_common = argument.is_global_set() || argument.get_id() == "help";
            if is_common {
                argument.hide(true)
            } else {
                argument
            }
        });
        let man = Man::new(own);
        page += &beneath(&section(|out| man.render_description_section(out))?);
        page += &beneath(&section(|out| man.render_synopsis_section(out))?);
        page += &beneath(&section(|out| man.render_options_section(out))?);
        if subcommand.get_after_help().is_some() {
            page += &beneath(&section(|out| man.render_extra_section(out))?);
        }
    }
    page += &section(|out| man.render_extra_section(out))?.replace(".SH EXTRA", ".SH EXIT STATUS");
    // Every section begins with the definition of the apostrophe, which is wanted once.
    let (definition, rest) = page.split_at(page.find(".TH").unwrap_or(0));
    Ok(definition.to_owned() + &tidy(&rest.replace(definition, "")))
}

/// A page as linters want it: no paragraph without a text, no blank line, no blank at the end of one.
fn tidy(page: &str) -> String {
    let page = page.replace("\n.br\n\n.br\n", "\n.sp\n");
    let begins = |line: &str, macros: &[&str]| macros.iter().any(|name| line.starts_with(name));
    let mut lines: Vec<&str> = Vec::new();
    for line in page.lines().map(str::trim_end) {
        let ends_paragraph = begins(line, &[".PP", ".TP", ".SS", ".SH"]);
        if ends_paragraph && lines.last() == Some(&".PP") {
            lines.pop();
        }
        let is_first = lines
            .last()
            .is_some_and(|last| begins(last, &[".SS", ".SH"]));
        let is_needless = line.is_empty() || is_first && line == ".PP";
        if !is_needless {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

fn section(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> anyhow::Result<String> {
    let mut out = Vec::new();
    render(&mut out)?;
    Ok(String::from_utf8(out)?)
}

/// A section of a page as a part of another: its heading gone, its paragraphs kept.
fn beneath(section: &str) -> String {
    let lines = section.lines().map(|line| match line.strip_prefix(".SH ") {
        Some(_) => ".PP",
        None => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}
