//! Deals for the tests, as short as they can be.

/// A network with these lines in its header, from line 4 on, and these in its only candidate.
pub fn network(header: &str, candidate: &str) -> String {
    format!(
        "deal.name = 'Depot'\ndeal.relationship = 'network'\norganization.name = 'Us'\n{header}\n\
         [[candidates]]\nname = 'Them'\n{candidate}\n"
    )
}

/// A network in which all five dimensions are rated as a whole, with these lines in its header, from
/// line 5 on, and these candidates.
pub fn rated(header: &str, candidates: &[(&str, [f64; 5])]) -> String {
    let mut deal = format!(
        "deal.name = 'Depot'\ndeal.relationship = 'network'\norganization.name = 'Us'\n\
         deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']\n\
         {header}\n"
    );
    for (name, [a, b, c, d, e]) in candidates {
        deal.push_str(&format!(
            "[[candidates]]\nname = {}\nratings = {{ compatibility = {a}, complementarity = {b}, \
             risk_sharing = {c}, cost_sharing = {d}, commitment = {e} }}\n",
            toml_text(name)
        ));
    }
    deal
}

/// Two candidates, of which Alpha leads by 5 points.
pub fn two_candidates() -> String {
    rated(
        "",
        &[
            ("Alpha", [8.0, 8.0, 8.0, 8.0, 8.0]),
            ("Beta", [7.0, 7.0, 8.0, 8.0, 7.0]),
        ],
    )
}

/// Any text as TOML writes a key or a value: in one line, what TOML forbids escaped.
pub fn toml_text(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
