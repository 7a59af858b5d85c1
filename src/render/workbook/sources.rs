//! The sheet *Sources*: on what the report rests, so that somebody else can make it again.

use anyhow::Context;
use serde_json::Value;

use super::cells::At;
use super::columns::sources::NAME;
use super::layout::Layout;
use super::sheet::Sheet;
use crate::contract::{HeaderV2, OptionsV2};
use crate::model::MODEL_VERSION;

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let source = layout.assessed.source;
    let header = HeaderV2::of(source, layout.deal, &layout.assessment.run);
    sheet.opening(
        NAME,
        &["What the report rests on. The workbook states no time: the same input gives the same file."],
    )?;
    sheet.widths([24.0, 60.0, 70.0])?;
    let mut table = Table { sheet, row: 2 };
    table.part("Files", ["Kind", "File", "SHA-256"])?;
    for input in &header.inputs {
        let digest = input.sha256.as_deref().unwrap_or("read as a stream");
        table.line([&input.kind, &input.source, digest])?;
    }
    table.part("Seal of the rules", ["Part", "", "Digest"])?;
    if let Some(seal) = &header.seal {
        table.line(["all", "", &seal.digest])?;
        for (part, digest) in &seal.parts {
            table.line([part, "", digest])?;
        }
    }
    table.part("Versions", ["What", "", "Version"])?;
    table.line(["partner-eval", "", env!("CARGO_PKG_VERSION")])?;
    table.line(["scoring model", "", &MODEL_VERSION.to_string()])?;
    table.part("Options", ["Option", "", "Value"])?;
    for (option, value) in options(&header.options)? {
        table.line([&option, "", &value])?;
    }
    Ok(())
}

/// The options of the call that are set, as JSON spells them.
fn options(options: &OptionsV2) -> anyhow::Result<Vec<(String, String)>> {
    let document = serde_json::to_value(options)?;
    let options = document.as_object().context("options have names")?;
    let is_set = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => true,
    };
    let words = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    };
    let set = options.iter().filter(|(_, value)| is_set(value));
    Ok(set
        .map(|(name, value)| (name.clone(), words(value)))
        .collect())
}

/// Lines beneath one another.
struct Table<'t, 's> {
    sheet: &'t mut Sheet<'s>,
    row: u32,
}

impl Table<'_, '_> {
    /// A heading, after an empty line, and the names of the columns.
    fn part(&mut self, title: &str, head: [&str; 3]) -> anyhow::Result<()> {
        let styles = self.sheet.styles;
        self.row += 1;
        self.sheet.text(At::new(self.row, 0), title, &styles.part)?;
        self.sheet.head(At::new(self.row + 1, 0), head)?;
        self.row += 2;
        Ok(())
    }

    fn line(&mut self, cells: [&str; 3]) -> anyhow::Result<()> {
        let styles = self.sheet.styles;
        for (column, cell) in (0..).zip(cells) {
            self.sheet
                .long(At::new(self.row, column), cell, &styles.long)?;
        }
        self.row += 1;
        Ok(())
    }
}
