//! Reads `[organization]`: the same facts as of a candidate, by the same rules.

use toml::de::DeTable;

use super::section::Context;
use super::tree;
use crate::deal::{Deal, Organization};
use crate::model::keys;
use crate::read::builder::{CandidateBuilder, Keep, Known, Lines, Span, Tree};

/// Reads `[organization]`, which stands there. `deal`: what was read of the deal before it.
pub(super) fn organization(
    context: &Context<'_>,
    table: &DeTable<'_>,
    at: Span,
    deal: &Deal,
    known: Known<'_>,
) -> Organization {
    let lines = Lines::Of(context.source);
    let mut builder = CandidateBuilder::new(
        &keys::ORGANIZATION,
        deal,
        context.names.clone(),
        context.options,
        known,
        lines,
    );
    let mut found = Tree::default();
    tree::fill(&mut found, table, at);
    builder.begin(Keep::All, at);
    builder.read(&found);
    builder.finish();
    context.report_all(builder.report.problems);
    let own = builder.candidate;
    Organization {
        name: own.name,
        goals: own.goals,
        culture: own.culture,
        sales: own.sales,
        capabilities: own.capabilities,
        risk_control: own.risk_control,
        pledges: own.pledges,
        markets: own.markets.unwrap_or_default(),
        stand_alone_cost: own.stand_alone_cost,
        risk_capacity: own.risk_capacity,
        contributions: own.contributions,
        attributes: own.attributes,
        shares: own.shares,
        lines: own.lines,
    }
}
