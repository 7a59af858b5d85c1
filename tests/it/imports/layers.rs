//! Which folder of `src` may import which.

use std::collections::BTreeSet;

use super::tree::Imports;

/// A folder, or a file that stands alone, and what it may import; what those may import it may too.
const LAYERS: [(&str, &[&str]); 19] = [
    ("model", &[]),
    ("deal", &["model"]),
    ("criteria", &["deal"]),
    // Bytes to rows and cells: it knows no deal.
    ("read/rows", &[]),
    ("read", &["criteria", "read/rows"]),
    ("score", &["criteria"]),
    ("confidence", &["score"]),
    ("compose", &["score"]),
    ("screen", &["read", "score"]),
    ("assessment", &["confidence", "compose", "screen"]),
    ("fit", &["assessment"]),
    ("explain", &["fit"]),
    ("seal", &["read"]),
    ("contract", &["explain", "seal"]),
    ("diff", &["contract"]),
    ("review", &["explain"]),
    ("render", &["diff", "review"]),
    ("commands", &["render"]),
    // The crate itself, and the binary.
    ("", &["commands"]),
];

/// The imports that the layers forbid, one a line; nothing if there is none.
pub fn forbidden(imports: &Imports) -> String {
    let mut lines = Vec::new();
    for ((from, to), places) in imports {
        let (layer, other) = (layer(from), layer(to));
        if layer != other && !known_to(layer).contains(other) {
            for (line, path) in places {
                lines.push(format!(
                    "src/{from}:{line}: {path} -> src/{to}: `{layer}` may not import `{other}`\n"
                ));
            }
        }
    }
    lines.concat()
}

/// The layer of a file: of the names that it begins with, the longest.
fn layer(file: &str) -> &'static str {
    if ["lib.rs", "main.rs"].contains(&file) {
        return "";
    }
    let is_within = |name: &str| {
        file.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
    };
    let names = LAYERS.iter().map(|(name, _)| *name);
    names
        .filter(|name| is_within(name))
        .max_by_key(|name| name.len())
        .unwrap_or_else(|| panic!("src/{file} belongs to no layer: add it to LAYERS"))
}

fn known_to(layer: &str) -> BTreeSet<&'static str> {
    let direct = LAYERS
        .iter()
        .find(|(name, _)| *name == layer)
        .map_or(&[][..], |(_, direct)| direct);
    let further = direct.iter().flat_map(|name| known_to(name));
    direct.iter().copied().chain(further).collect()
}
