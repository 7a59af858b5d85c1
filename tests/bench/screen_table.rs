//! The table that `screen.rs` screens, of any length and always the same, and the deal that it answers.

use std::fmt::Write as _;
use std::io::{self, Write};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Asks every column of the table.
pub const DEAL: &str = r#"[deal]
name = "Suppliers to screen"
relationship = "supply-chain-partnership"
horizon_years = 5
cost = 100
benefit = 200

[organization]
name = "Our company"
goals = { growth = 3, cost = 2 }
culture = { clan = 30, adhocracy = 20, market = 25, hierarchy = 25 }
capabilities = { volume = 100 }
markets = ["europe"]
stand_alone_cost = 90

[needs]
volume = { amount = 500 }

[target_markets]
europe = 1
asia = 2
africa = 1
americas = 2

[criteria.risk_terms]                            # no column tells them
weight = 0
"#;

/// The keys of the columns.
pub const COLUMNS: [&str; 20] = [
    "name",
    "culture.clan",
    "culture.adhocracy",
    "culture.market",
    "culture.hierarchy",
    "track_record.kept",
    "track_record.total",
    "markets",
    "goals.growth",
    "goals.cost",
    "our_dependence",
    "their_dependence",
    "capabilities.volume",
    "stand_alone_cost",
    "stake",
    "horizon_years",
    "ratings.trust",
    "ratings.transparency",
    "ratings.resilience",
    "ratings.executive_sponsor",
];

/// What the last 12 columns hold, which no other column restricts: their digits, from where to where, and how
/// many of these stand behind the point.
const NUMBERS: [(u64, u64, usize); 12] = [
    (5, 99, 2),
    (5, 99, 2),
    (0, 600, 3),
    (0, 600, 3),
    (50, 700, 0),
    (2_000, 9_900, 2),
    (200, 500, 3),
    (10, 120, 1),
    (20, 100, 1),
    (20, 100, 1),
    (20, 100, 1),
    (20, 100, 1),
];

/// Some need quotes, some are not ASCII.
const NAMES: [&str; 8] = [
    "Nordvolt",
    "Arcadia",
    "Sudchem",
    "Helvetica",
    "Brisanova",
    "Kestrel",
    "Ångfors, Lund",
    "Łódź Metal",
];
const FORMS: [&str; 6] = ["AG", "Ltd", "SpA", "Oy", "Inc", "GmbH"];
const MARKETS: [&str; 4] = ["europe", "asia", "africa", "americas"];

/// Endless rows; a longer table begins with the shorter one.
pub struct Rows {
    random: Xoshiro256PlusPlus,
    count: u64,
    cells: [String; 20],
}

impl Rows {
    /// From the first row.
    pub fn new() -> Self {
        Self {
            random: Xoshiro256PlusPlus::seed_from_u64(1),
            count: 0,
            cells: Default::default(),
        }
    }

    /// The cells of the next row; an answer that is not known is empty.
    pub fn advance(&mut self) -> &[String; 20] {
        self.cells.iter_mut().for_each(String::clear);
        self.count += 1;
        let (name, form) = (self.pick(&NAMES), self.pick(&FORMS));
        let _ = write!(self.cells[0], "{name} {form} {}", self.count);
        // A profile without one of its four numbers is an error, and so is half a track record.
        if self.is_known() {
            let [clan, adhocracy, market] = [350, 300, 300].map(|most| self.within(50, most));
            let hierarchy = 1_000 - clan - adhocracy - market;
            for (at, tenths) in (1..).zip([clan, adhocracy, market, hierarchy]) {
                self.number(at, tenths, 1);
            }
        }
        if self.is_known() {
            let total = self.within(10, 60);
            let kept = self.within(total / 2, total);
            self.number(5, kept, 0);
            self.number(6, total, 0);
        }
        if self.is_known() {
            let (first, count) = (self.within(0, 3), self.within(1, 2));
            let markets = (first..first + count).map(|at| MARKETS[at as usize % MARKETS.len()]);
            self.cells[7].push_str(&markets.collect::<Vec<_>>().join(";"));
        }
        for (at, (low, high, decimals)) in (8..).zip(NUMBERS) {
            if self.is_known() {
                let digits = self.within(low, high);
                self.number(at, digits, decimals);
            }
        }
        &self.cells
    }

    /// One answer in twenty is not.
    fn is_known(&mut self) -> bool {
        self.within(1, 20) > 1
    }

    fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.random.next_u64() % (high - low + 1)
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.within(1, among.len() as u64) as usize - 1]
    }

    fn number(&mut self, at: usize, digits: u64, decimals: usize) {
        let scale = 10u64.pow(decimals as u32);
        let (whole, rest) = (digits / scale, digits % scale);
        let _ = match decimals {
            0 => write!(self.cells[at], "{whole}"),
            _ => write!(self.cells[at], "{whole}.{rest:0decimals$}"),
        };
    }
}

/// Writes a table of so many rows as CSV.
pub fn write_rows(count: u64, to: impl Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(1 << 20)
        .from_writer(to);
    writer.write_record(COLUMNS)?;
    let mut rows = Rows::new();
    for _ in 0..count {
        writer.write_record(rows.advance())?;
    }
    writer.flush()
}

/// The deal with the first rows as candidates.
pub fn deal_of_rows(count: u64) -> String {
    let mut text = DEAL.to_owned();
    let mut rows = Rows::new();
    for _ in 0..count {
        text.push_str("\n[[candidates]]\n");
        let known = COLUMNS.into_iter().zip(rows.advance());
        for (key, cell) in known.filter(|(_, cell)| !cell.is_empty()) {
            let _ = match key {
                "name" => writeln!(text, "name = \"{cell}\""),
                "markets" => writeln!(text, "markets = [\"{}\"]", cell.replace(';', "\", \"")),
                _ => writeln!(text, "{key} = {cell}"),
            };
        }
    }
    text
}
