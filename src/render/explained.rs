//! What `explain` says, in each of its forms.

use serde::Serialize;

use super::text::Page;
use super::{committee, definition, difference, explanation};
use crate::assessment::{Assessment, Run};
use crate::compose::Found;
use crate::contract::{CompositionV2, DefinitionsV2, DifferenceV2, ExplanationV2};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::explain::{Definition, Difference};
use crate::read::Source;

/// What `explain` says.
pub enum Explanation<'a> {
    /// Of the candidate at a place of the ranking.
    Candidate {
        /// The deal's file.
        source: &'a Source,
        /// The assessment.
        assessment: &'a Assessment<'a>,
        /// The place.
        place: usize,
        /// Whether all candidates were read, so that the rank says something.
        is_ranked: bool,
    },
    /// Of a set of members.
    Set(&'a Source, &'a Deal, Run, Box<Found<'a>>),
    /// Of two candidates, by name.
    Difference(&'a Deal, [&'a str; 2], Difference),
    /// Of an id.
    Definitions(Vec<Definition>),
    /// Of all ids.
    Ids(Vec<Definition>),
}

/// What stands for an explanation.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ExplanationDocument {
    Candidate(Box<ExplanationV2>),
    Set(Box<CompositionV2>),
    Difference(Box<DifferenceV2>),
    Definitions(DefinitionsV2),
}

impl Explanation<'_> {
    pub(super) fn text(&self, page: Page) -> String {
        match self {
            Explanation::Candidate { .. } | Explanation::Set(..) => {
                self.of_subject(|subject| explanation::text::render(subject, page))
            }
            Explanation::Difference(deal, [first, second], found) => {
                difference::render(deal, first, second, found, page)
            }
            Explanation::Definitions(found) => {
                let texts = found.iter().map(|one| definition::render(one, page));
                texts.collect::<Vec<_>>().join("\n")
            }
            Explanation::Ids(all) => definition::list(all),
        }
    }

    pub(super) fn markdown(&self) -> String {
        match self {
            Explanation::Candidate { .. } | Explanation::Set(..) => {
                self.of_subject(explanation::markdown::render)
            }
            Explanation::Difference(deal, [first, second], found) => {
                difference::markdown(deal, first, second, found)
            }
            Explanation::Definitions(found) => definition::markdown(found),
            Explanation::Ids(all) => definition::markdown_list(all),
        }
    }

    /// The score of a candidate or a set, written; nothing of what is no score.
    fn of_subject(&self, write: impl Fn(&explanation::Subject<'_>) -> String) -> String {
        match self {
            Explanation::Candidate {
                source,
                assessment,
                place,
                is_ranked,
            } => {
                let row = &assessment.rows[*place];
                let first = assessment.confidence.first_place(*place);
                let standing = (row.rank, assessment.rows.len(), first);
                let members = [assessment.candidate(row)];
                write(&explanation::Subject {
                    source,
                    relation: Relation::new(assessment.deal, &members),
                    evaluation: &row.evaluation,
                    standing: is_ranked.then_some(standing),
                    reviewers: match is_ranked {
                        true => committee::reviewers(assessment),
                        false => Vec::new(),
                    },
                })
            }
            Explanation::Set(source, deal, _, set) => write(&explanation::Subject {
                source,
                relation: Relation::new(deal, &set.members),
                evaluation: &set.evaluation,
                standing: None,
                reviewers: Vec::new(),
            }),
            Explanation::Difference(..) | Explanation::Definitions(_) | Explanation::Ids(_) => {
                String::new()
            }
        }
    }

    pub(super) fn document(&self) -> ExplanationDocument {
        match self {
            Explanation::Candidate {
                source,
                assessment,
                place,
                ..
            } => {
                let document = ExplanationV2::of(source, assessment, *place);
                ExplanationDocument::Candidate(Box::new(document))
            }
            Explanation::Set(source, deal, run, set) => {
                let document = CompositionV2::of_set(source, deal, run, set);
                ExplanationDocument::Set(Box::new(document))
            }
            Explanation::Difference(deal, names, found) => {
                let document = DifferenceV2::of(deal, *names, found);
                ExplanationDocument::Difference(Box::new(document))
            }
            Explanation::Definitions(all) | Explanation::Ids(all) => {
                ExplanationDocument::Definitions(DefinitionsV2::of(all))
            }
        }
    }
}
