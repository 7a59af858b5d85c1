//! What the formats of assessments are given.

use super::judged::{Judged, Judgement};
use crate::assessment::{Assessment, Row};
use crate::contract::ProblemV2;
use crate::deal::Candidate;
use crate::read::Source;
use crate::score::Verdict;

/// The assessments of deals.
pub struct Assessments<'a> {
    /// The deals.
    pub deals: Vec<Assessed<'a>>,
    /// The names of the candidates that are shown; all, if there are none.
    pub shown: &'a [String],
    /// Whether `conditional` counts as `recommended`.
    pub accepts_conditional: bool,
}

/// What `assess` prints: the assessments, and what could not be assessed.
pub struct AssessReport<'a> {
    /// The deals that could be read.
    pub assessments: Assessments<'a>,
    /// Of each of them the places of the rows that the command line asks to be recommended.
    pub asked: Vec<Vec<usize>>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// What is wrong or doubtful about all files.
    pub problems: Vec<ProblemV2>,
    /// Whether several files were named, so that programs are given a list.
    pub is_list: bool,
    /// How CSV is written.
    pub csv: CsvForm,
    /// How many annotations of each kind were written for problems.
    pub annotated: Spent,
}

/// How CSV is written for the spreadsheets of a country; by default for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvForm {
    /// What stands between cells, which is ASCII.
    pub delimiter: u8,
    /// Whether numbers have a comma for a point.
    pub decimal_comma: bool,
    /// To how many digits behind the point numbers are rounded; by default they are not.
    pub round: Option<usize>,
    /// Whether a byte-order mark stands at the beginning.
    pub bom: bool,
}

impl Default for CsvForm {
    fn default() -> Self {
        Self {
            delimiter: b',',
            decimal_comma: false,
            round: None,
            bom: false,
        }
    }
}

/// How many annotations of each kind were written: errors, warnings, notices.
pub type Spent = [usize; 3];

/// A file that could not be read.
pub struct Unread {
    /// Its place among all files, from 0.
    pub place: usize,
    /// Its name as given.
    pub source: String,
    /// What is wrong.
    pub problems: Vec<ProblemV2>,
}

/// A file of a call.
pub(super) enum Entry<'r, 'a> {
    /// It was read: with its place among those that were.
    Assessed(usize, &'r Assessed<'a>),
    /// It was not.
    Unread(&'r Unread),
}

impl<'a> AssessReport<'a> {
    /// Assessments of which nothing else is to be said.
    pub fn of(assessments: Assessments<'a>) -> Self {
        Self {
            is_list: assessments.deals.len() > 1,
            assessments,
            asked: Vec::new(),
            unread: Vec::new(),
            problems: Vec::new(),
            csv: CsvForm::default(),
            annotated: Spent::default(),
        }
    }

    /// The candidates that are shown, deal by deal.
    pub(super) fn judgements(&self) -> Vec<Judgement<'_>> {
        let deals = self.assessments.deals.iter().enumerate();
        deals.map(|(at, deal)| self.judgement(at, deal)).collect()
    }

    /// The candidates that are shown of a deal, with its place among those that could be read.
    pub(super) fn judgement<'r>(&'r self, at: usize, deal: &'r Assessed<'a>) -> Judgement<'r> {
        let assessment = deal.assessment;
        let all = &self.assessments;
        let judged = all.rows(deal).map(|(place, row)| {
            let candidate = assessment.candidate(row);
            let asked = self.asked.get(at);
            let is_asked = asked.is_some_and(|places| places.contains(&place));
            Judged {
                name: candidate.name.clone(),
                members: vec![candidate],
                evaluation: &row.evaluation,
                is_at_fault: is_asked && !all.accepts(row.evaluation.verdict),
            }
        });
        Judgement {
            source: deal.source,
            deal: assessment.deal,
            required: &assessment.run.required,
            judged: judged.collect(),
        }
    }

    /// All files in the order given.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_, 'a>> {
        let mut assessed = self.assessments.deals.iter().enumerate();
        let mut unread = self.unread.iter().peekable();
        let total = self.assessments.deals.len() + self.unread.len();
        (0..total).filter_map(
            move |place| match unread.next_if(|file| file.place == place) {
                Some(file) => Some(Entry::Unread(file)),
                None => assessed.next().map(|(at, deal)| Entry::Assessed(at, deal)),
            },
        )
    }
}

/// The assessment of a deal.
pub struct Assessed<'a> {
    /// The deal's file.
    pub source: &'a Source,
    /// What came of it.
    pub assessment: &'a Assessment<'a>,
}

impl Assessments<'_> {
    pub(super) fn shows(&self, candidate: &Candidate) -> bool {
        self.shown.is_empty() || self.shown.contains(&candidate.name)
    }

    /// The rows of a deal that are shown, each with its place in the ranking.
    pub(super) fn rows<'d>(
        &self,
        deal: &'d Assessed<'_>,
    ) -> impl Iterator<Item = (usize, &'d Row)> {
        let assessment = deal.assessment;
        let rows = assessment.rows.iter().enumerate();
        rows.filter(|(_, row)| self.shows(assessment.candidate(row)))
    }

    /// Whether a gate that does not pass is let through with this verdict.
    pub(super) fn accepts(&self, verdict: Verdict) -> bool {
        verdict == Verdict::Recommended
            || (verdict == Verdict::Conditional && self.accepts_conditional)
    }

    /// A text for each deal.
    pub(super) fn each(&self, write: impl Fn(&Assessed<'_>) -> String) -> Vec<String> {
        self.deals.iter().map(write).collect()
    }
}
