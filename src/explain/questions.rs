//! What a candidate must be asked: each question in words, who can answer it, and the form of the answer.

use super::answer::{meaning, scale_range, unknown_rating, why_words};
use super::detail::detail;
use crate::criteria::answers::has_all_facts;
use crate::criteria::{Basis, Relation};
use crate::deal::{
    Asked, Candidate, CriterionId, Deal, Fact, Facts, Measure, Measured, Rating, Symbol,
};
use crate::model::criterion::{Inputs, SHARES};
use crate::model::keys::{CANDIDATE, Key, Range, ValueKind, Who};
use crate::model::number::number;
use crate::model::{Builtin, Dimension};
use crate::score::{Scores, settle};

/// A question and where its answer belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The key of the candidate.
    pub key: &'static str,
    /// The name beneath that key, where there is one for each name: a rating, a measure.
    pub name: Option<String>,
    /// Who can answer it.
    pub who: Who,
    /// The question, with the unit and the range of the answer.
    pub words: String,
    /// What the answer looks like.
    pub blank: Blank,
    /// The line of the file where the key stands already and answers a part.
    pub line: Option<u32>,
    /// Why what stands in that line is no answer.
    pub why: Option<String>,
}

/// The form of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Blank {
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A number for each of these names.
    Numbers(Vec<String>),
    /// An answer for each of these names, on a line of its own.
    Each(Vec<String>),
    /// A text for a key.
    Source,
    /// A table of needs, by name.
    Needs,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The criterion, or what else the answers are for.
    pub id: String,
    /// What the deal calls it.
    pub title: String,
    /// What the deal calls its dimension.
    pub heading: String,
    /// Where the criterion belongs; none for what is not scored.
    pub dimension: Option<Dimension>,
    /// What the criterion asks; none where the question itself says it.
    pub about: Option<String>,
    /// When a deal asks it.
    pub asked_when: Option<&'static str>,
    /// The scale of a rating that could stand for it: `0 to 10`; none where no rating can.
    pub rated_from: Option<String>,
    /// The questions that are open.
    pub questions: Vec<Question>,
}

/// What this deal asks and the candidate has not answered in full; everything, of a new one. Each key
/// once, under the first criterion that uses it.
pub fn questions(deal: &Deal, candidate: Option<&Candidate>) -> Vec<Topic> {
    let nobody = Candidate::default();
    let asker = Asker {
        deal,
        candidate: candidate.unwrap_or(&nobody),
    };
    let mut topics: Vec<Topic> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for asked in &deal.plan.asked {
        let rating = asker.rating(asked.id);
        if rating.is_some_and(|rating| rating.known >= 1.0) {
            continue;
        }
        let mut topic = asker.topic(asked);
        topic
            .questions
            .retain(|question| question.name.is_some() || !seen.contains(&question.key));
        seen.extend(topic.questions.iter().map(|question| question.key));
        topics.push(topic);
    }
    topics.push(asker.unscored(candidate.is_none()));
    topics.retain(|topic| !topic.questions.is_empty());
    topics
}

/// What stays unknown though a candidate has no question to answer: the title of the criterion, and why.
pub fn unknown_to_all(deal: &Deal, candidate: &Candidate) -> Vec<(String, String)> {
    settle(deal);
    let members = [candidate];
    let relation = Relation::new(deal, &members);
    let scores = Scores::of(&relation);
    let topics = questions(deal, Some(candidate));
    let asked = deal.plan.asked.iter().zip(&scores.criteria);
    let unknown = asked.filter(|(asked, score)| {
        let id = deal.criterion_id(asked.id);
        // What is computed from one map is asked under one of its criteria.
        let is_asked = topics.iter().any(|topic| {
            let mut of_it = topic.questions.iter();
            topic.id == id || of_it.any(|question| keys_of(asked).contains(&question.key))
        });
        score.basis == Basis::Unknown && !is_asked
    });
    let words = unknown.map(|(asked, score)| {
        let why = detail(&relation, asked, score);
        let why = why.strip_prefix("unknown: ").unwrap_or(&why).to_owned();
        (deal.criterion_title(asked.id).to_owned(), why)
    });
    words.collect()
}

fn keys_of(asked: &Asked) -> &'static [&'static str] {
    match asked.id {
        CriterionId::Builtin(builtin) if !asked.rated_only => builtin.inputs().keys,
        CriterionId::Builtin(_) | CriterionId::Own(_) | CriterionId::Whole(_) => &[],
    }
}

struct Asker<'a> {
    deal: &'a Deal,
    candidate: &'a Candidate,
}

impl Asker<'_> {
    /// The rating of a criterion, if ratings count there: what is set against others cannot be rated.
    fn rating(&self, id: CriterionId) -> Option<&Rating> {
        let is_relative = match id {
            CriterionId::Own(place) => self.deal.own_criteria[place as usize].relative().is_some(),
            CriterionId::Builtin(_) | CriterionId::Whole(_) => false,
        };
        self.candidate.rating(id).filter(|_| !is_relative)
    }

    fn topic(&self, asked: &Asked) -> Topic {
        let deal = self.deal;
        let Asked { id, rated_only, .. } = *asked;
        let mut topic = Topic {
            id: deal.criterion_id(id).to_owned(),
            title: deal.criterion_title(id).to_owned(),
            heading: deal.dimension_title(asked.dimension).to_owned(),
            dimension: Some(asked.dimension),
            about: None,
            asked_when: None,
            rated_from: Some(scale_range(deal)),
            questions: Vec::new(),
        };
        let void = self.rating(id);
        let rated = |about: &str| {
            vec![Question {
                key: "ratings",
                name: Some(deal.criterion_id(id).to_owned()),
                who: Who::We,
                words: about.to_owned(),
                blank: Blank::Number,
                line: void.map(|rating| rating.line),
                why: void.map(|_| {
                    let why = unknown_rating(deal, self.candidate, id);
                    why.strip_prefix("unknown: ").unwrap_or(&why).to_owned()
                }),
            }]
        };
        match id {
            CriterionId::Whole(_) => {
                topic.questions = rated(&meaning(deal, id));
            }
            CriterionId::Own(place) => {
                topic.asked_when = Some("[criteria] defines it");
                let own = &deal.own_criteria[place as usize];
                let about = own.about.as_deref().unwrap_or(&own.id);
                topic.questions = match own.measured.filter(|_| void.is_none()) {
                    Some(Measured::Scale(worst, best)) => {
                        let [worst, best] = [worst, best].map(number);
                        let words = format!("{about} ({worst} earns nothing, {best} all)");
                        self.measure(&own.id, own.name, words)
                    }
                    Some(Measured::Relative(relative)) => {
                        topic.rated_from = None;
                        let words = format!("{about} (the {} earns all)", relative.id());
                        self.measure(&own.id, own.name, words)
                    }
                    None => rated(&meaning(deal, id)),
                };
            }
            CriterionId::Builtin(builtin) => {
                topic.asked_when = Some(builtin.asked_when());
                let inputs = builtin.inputs();
                if rated_only || inputs.is_empty() || void.is_some() {
                    topic.questions = rated(&meaning(deal, id));
                } else {
                    topic.about = Some(meaning(deal, id));
                    topic.questions = self.facts(&inputs);
                    if topic.questions.is_empty() && !has_all_facts(deal, self.candidate, asked) {
                        topic.questions = self.void_facts(builtin);
                    }
                    // Facts that are stated and a rating together are an error.
                    let is_stated = has_all_facts(deal, self.candidate, asked)
                        || inputs.keys.iter().any(|key| self.candidate.withholds(key));
                    topic.rated_from = topic.rated_from.filter(|_| !is_stated);
                }
            }
        }
        topic
    }

    fn measure(&self, id: &str, name: Symbol, words: String) -> Vec<Question> {
        if self.candidate.measures.get(name).is_some() {
            return Vec::new();
        }
        let question = self.question("measures", Blank::Number, Some(words));
        let named = question.map(|question| Question {
            name: Some(id.to_owned()),
            line: question.line.filter(|_| question.why.is_some()),
            ..question
        });
        named.into_iter().collect()
    }

    /// The facts that the formula of a criterion lacks, and those that may go with them.
    fn facts(&self, inputs: &Inputs) -> Vec<Question> {
        let mut questions: Vec<Question> = inputs
            .keys
            .iter()
            .filter_map(|key| self.fact(key))
            .collect();
        // What is computed from the header alone is moved by what may go with it.
        if questions.is_empty() && !inputs.keys.is_empty() {
            return questions;
        }
        let shares = questions.iter().position(|q| SHARES.contains(&q.key));
        if let Some(at) = shares {
            // One number that stands for all three, where none of them is there.
            let stake = self.fact("stake").filter(|_| {
                let own = &self.candidate.shares;
                own.cost.or(own.benefit).or(own.risk).is_none()
            });
            questions.splice(at..at, stake);
        }
        questions.extend(inputs.optional.iter().filter_map(|key| self.fact(key)));
        questions
    }

    /// The facts that are stated and still leave a criterion unknown, asked anew.
    fn void_facts(&self, builtin: Builtin) -> Vec<Question> {
        if builtin == Builtin::Reciprocity && !self.candidate.states_capabilities {
            let needs = self.candidate.needs.iter().flatten();
            let names: Vec<String> = needs.map(|need| self.name(need.name)).collect();
            let words = "What do you have of what you need yourselves?".to_owned();
            let asked = self.question("capabilities", Blank::Numbers(names), Some(words));
            return asked.into_iter().collect();
        }
        let keys = builtin.inputs().keys.iter();
        let stated = keys.filter(|key| self.candidate.lines.get(key).is_some());
        let anew = Asker {
            deal: self.deal,
            candidate: &Candidate::default(),
        };
        let questions = stated.filter_map(|key| {
            let question = anew.fact(key)?;
            Some(Question {
                line: self.candidate.lines.get(key),
                why: Some("what stands there sums to nothing".to_owned()),
                ..question
            })
        });
        questions.collect()
    }

    /// The question for a key, if the candidate has not answered it in full.
    fn fact(&self, key: &'static str) -> Option<Question> {
        let (deal, candidate) = (self.deal, self.candidate);
        let own = &deal.organization;
        let is_there = candidate.lines.get(key).is_some() && self.void(key).is_none();
        let whole = |blank: Blank| (!is_there).then_some(blank);
        let shares = &candidate.shares;
        let key = CANDIDATE.key(key)?;
        let blank = match (key.name, key.kind) {
            ("goals", _) => whole(Blank::Numbers(self.names(own.goals.as_ref()))),
            ("sales", _) => whole(Blank::Numbers(self.names(own.sales.as_ref()))),
            ("contributions", _) => whole(Blank::Numbers(self.names(own.contributions.as_ref()))),
            ("capabilities", _) => {
                let ground = deal.plan.find(CriterionId::Builtin(Builtin::CommonGround));
                let is_computed = ground.is_some_and(|ground| {
                    !ground.rated_only && candidate.rating(ground.id).is_none()
                });
                let needs = deal.needs.iter().filter(|need| {
                    let is_ground =
                        need.measure == Measure::Level && need.own > 0.0 && need.weight > 0.0;
                    need.gap > 0.0 || is_computed && is_ground
                });
                self.lacking(needs.map(|need| need.name), &candidate.capabilities)
            }
            ("pledges", _) => {
                let gaps = deal.resources.iter().filter(|resource| resource.gap > 0.0);
                self.lacking(gaps.map(|resource| resource.name), &candidate.pledges)
            }
            ("risk_control", _) => {
                let open = deal.risks.iter().filter(|risk| risk.own_control < 1.0);
                self.lacking(open.map(|risk| risk.name), &candidate.risk_control)
            }
            ("risk_shares", _) => {
                let risks = deal.risks.iter().map(|risk| self.name(risk.name));
                whole(Blank::Numbers(risks.collect()))
            }
            ("cost_share", _) => shares.cost.is_none().then_some(Blank::Number),
            ("benefit_share", _) => shares.benefit.is_none().then_some(Blank::Number),
            ("risk_share", _) => {
                let mut risks = deal.risks.iter();
                let lacks = risks.any(|risk| candidate.risk_share(risk.name).is_none());
                lacks.then_some(Blank::Number)
            }
            (_, ValueKind::Table(table)) => {
                let names = table.names().into_iter().map(str::to_owned);
                whole(Blank::Numbers(names.collect()))
            }
            (_, ValueKind::Texts) => whole(Blank::Texts),
            (_, ValueKind::NamedOr(..)) => whole(Blank::Needs),
            _ => whole(Blank::Number),
        };
        self.question(key.name, blank?, None)
    }

    /// Why what is stated under a key is no answer.
    fn void(&self, key: &str) -> Option<&'static str> {
        let candidate = self.candidate;
        if let Some(why) = candidate.withheld.of_key(key) {
            return Some(why_words(why));
        }
        let proves_nothing = key == "track_record"
            && candidate
                .track_record
                .is_some_and(|(_, total)| total == 0.0);
        proves_nothing.then_some("none of none proves nothing")
    }

    /// Those of the names that have no fact yet, as a blank; none if each has one.
    fn lacking(&self, names: impl Iterator<Item = Symbol>, facts: &Facts) -> Option<Blank> {
        let lacking = names.filter(|&name| facts.get(name).is_none());
        let lacking: Vec<String> = lacking.map(|name| self.name(name)).collect();
        (!lacking.is_empty()).then_some(Blank::Numbers(lacking))
    }

    /// What a deal wants to know beside the scores; `all` adds what only we can say.
    fn unscored(&self, all: bool) -> Topic {
        let (deal, candidate) = (self.deal, self.candidate);
        let mut questions = Vec::new();
        // They are compared where every party states its own.
        if deal.organization.contributions.is_some() {
            questions.extend(self.fact("contributions"));
        }
        for requirement in &deal.requirements {
            if candidate.meets(requirement.name).is_none() {
                let words = format!(
                    "Is it shown, true or false: {}?",
                    requirement.about.trim_end_matches(['.', '?'])
                );
                let blank = Blank::Each(vec![self.name(requirement.name)]);
                questions.extend(self.question("meets", blank, Some(words)));
            }
        }
        let attributes: Vec<String> = deal
            .compose
            .distinct
            .keys()
            .chain(deal.compose.at_least.keys())
            .filter(|key| !candidate.attributes.contains_key(*key))
            .cloned()
            .collect();
        if !attributes.is_empty() {
            questions.extend(self.question("attributes", Blank::Each(attributes), None));
        }
        if all {
            questions.extend(self.question("veto", Blank::Text, None));
            questions.extend(self.question("sources", Blank::Source, None));
            questions.extend(self.question("notes", Blank::Text, None));
        }
        Topic {
            id: "not scored".to_owned(),
            title: "not scored".to_owned(),
            heading: "not scored".to_owned(),
            dimension: None,
            about: None,
            asked_when: None,
            rated_from: None,
            questions,
        }
    }

    /// The question of the registry for a key, or another one in its place.
    fn question(&self, key: &'static str, blank: Blank, words: Option<String>) -> Option<Question> {
        let key = CANDIDATE.key(key)?;
        let (who, asks) = key.question?;
        let words = words.unwrap_or_else(|| match self.scale(key, &blank) {
            Some(scale) => format!("{asks} {scale}"),
            None => asks.to_owned(),
        });
        Some(Question {
            key: key.name,
            name: None,
            who,
            words,
            blank,
            line: self.candidate.lines.get(key.name),
            why: self.void(key.name).map(str::to_owned),
        })
    }

    /// The names that can be answered with and the numbers that count.
    fn scale(&self, key: &Key, blank: &Blank) -> Option<String> {
        let deal = self.deal;
        match (key.name, key.kind) {
            ("capabilities", _) => {
                let Blank::Numbers(asked) = blank else {
                    return None;
                };
                let needs = deal.needs.iter().filter_map(|need| {
                    let name = deal.names.get(need.name);
                    let scale = match need.measure {
                        Measure::Level => "a level from 0 to 10",
                        Measure::Amount => "an amount",
                    };
                    let is_asked = asked.iter().any(|asked| asked == name);
                    is_asked.then(|| format!("{name}: {scale}"))
                });
                Some(needs.collect::<Vec<_>>().join("; ") + ".")
            }
            ("standards", _) => Some(self.choices(&deal.standards)),
            ("markets", _) => Some(self.choices(&deal.unserved)),
            (_, ValueKind::Number(range) | ValueKind::Whole(range)) => Some(self.range(range)),
            ("sales" | "risk_shares", ValueKind::Numbers(range)) => Some(self.range(range)),
            _ => None,
        }
    }

    fn range(&self, range: Range) -> String {
        let is_money = range.what == Range::MONEY.what;
        match self.deal.currency.as_deref() {
            Some(currency) if is_money && !currency.trim().is_empty() => {
                format!("({} in {currency}, {})", range.what, range.words())
            }
            _ => format!("({}, {})", range.what, range.words()),
        }
    }

    fn choices(&self, facts: &Facts) -> String {
        format!("Any of: {}.", self.names(Some(facts)).join("; "))
    }

    fn names(&self, facts: Option<&Facts>) -> Vec<String> {
        let name = |fact: &Fact| self.name(fact.name);
        facts.map_or_else(Vec::new, |facts| facts.iter().map(name).collect())
    }

    fn name(&self, symbol: Symbol) -> String {
        self.deal.names.get(symbol).to_owned()
    }
}
