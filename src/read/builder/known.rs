//! The names of a deal that candidates refer to.

use super::name_list::NameList;
use super::problem_list::ProblemList;
use super::slots::FactsSlot;
use super::tree::Span;
use super::words;
use crate::deal::{Deal, Facts, Measure, Names, Symbol};
use crate::model::Code;
use crate::model::keys::Range;

/// The names of a deal to which candidates and the organization refer.
#[derive(Debug, Default)]
#[allow(missing_docs, reason = "named like the tables that list them")]
pub struct Known<'a> {
    pub needs: NameList<'a>,
    /// The needs of knowledge.
    pub levels: NameList<'a>,
    pub risks: NameList<'a>,
    pub resources: NameList<'a>,
    pub requirements: NameList<'a>,
    pub standards: NameList<'a>,
    pub markets: NameList<'a>,
    /// The markets in which the organization sells.
    pub sales: NameList<'a>,
    pub goals: NameList<'a>,
    /// The user's own criteria that are measured.
    pub measured: NameList<'a>,
}

impl<'a> Known<'a> {
    /// Those of the header of a deal.
    pub fn of(names: &'a Names, deal: &'a Deal) -> Self {
        let name = |symbol: Symbol| names.get(symbol);
        let facts = |facts: &Facts| facts.iter().map(|fact| name(fact.name)).collect();
        let own = &deal.organization;
        let levels = deal.needs.iter();
        let levels = levels.filter(|need| need.measure == Measure::Level);
        let measured = deal
            .own_criteria
            .iter()
            .filter(|own| own.measured.is_some());
        Self {
            needs: deal.needs.iter().map(|need| name(need.name)).collect(),
            levels: levels.map(|need| name(need.name)).collect(),
            risks: deal.risks.iter().map(|risk| name(risk.name)).collect(),
            resources: deal.resources.iter().map(|own| name(own.name)).collect(),
            requirements: deal.requirements.iter().map(|own| name(own.name)).collect(),
            standards: facts(&deal.standards),
            markets: facts(&deal.target_markets),
            sales: own.sales.as_ref().map(facts).unwrap_or_default(),
            goals: own.goals.as_ref().map(facts).unwrap_or_default(),
            measured: measured.map(|own| own.id.as_str()).collect(),
        }
    }

    /// The numbers that a fact of that name takes; `range`: those of its table.
    pub fn range(&self, slot: FactsSlot, name: &str, range: Range) -> Range {
        match slot {
            FactsSlot::Capabilities if self.levels.has(name) => Range::LEVEL,
            _ => range,
        }
    }

    /// Reports the name of a fact that refers to nothing, and warns of one that nearly does.
    pub fn check(&self, slot: FactsSlot, name: &str, at: Span, report: &mut ProblemList) {
        let (what, known) = match slot {
            FactsSlot::Goals => return report.near("the goal", name, at, &self.goals),
            FactsSlot::Sales => return report.near("the market", name, at, &self.sales),
            FactsSlot::Capabilities => {
                return report.near("the capability", name, at, &self.needs);
            }
            FactsSlot::Contributions => return,
            FactsSlot::RiskControl => ("risk in `risk_control`", &self.risks),
            FactsSlot::Pledges => ("resource in `pledges`", &self.resources),
            FactsSlot::Measures => ("measured criterion in `measures`", &self.measured),
            FactsSlot::RiskShares => ("risk in `risk_shares`", &self.risks),
        };
        check_name(what, name, at, known, report);
    }

    /// Reports the name of a requirement that the deal does not have; whether it has it.
    pub fn check_requirement(&self, name: &str, at: Span, report: &mut ProblemList) -> bool {
        check_name(
            "requirement in `meets`",
            name,
            at,
            &self.requirements,
            report,
        )
    }
}

fn check_name(
    what: &str,
    name: &str,
    at: Span,
    known: &NameList<'_>,
    report: &mut ProblemList,
) -> bool {
    let is_known = known.has(name);
    if !is_known {
        report.say(Code::UnknownName, at, || {
            words::unknown_name(what, name, at, known.iter().copied())
        });
    }
    is_known
}
