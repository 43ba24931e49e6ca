//! Which lines of a posting speak of the role: not those on the company, its benefits, or how to apply.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};

/// Longest heading, bytes.
const HEADING: usize = 90;

/// What the lines after a heading speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Role,
    /// The company, in prose: any heading ends it.
    Company,
    /// Benefits, hiring, the law, in lists of short lines: only a heading on the role ends it.
    Offer,
}

/// Walks a posting's lines from top to bottom.
pub struct Sections<'a> {
    company: &'a str,
    topic: Topic,
}

impl<'a> Sections<'a> {
    /// At the top of a posting of a company; `company` is its name in small letters, perhaps empty.
    pub fn new(company: &'a str) -> Sections<'a> {
        Sections { company, topic: Topic::Role }
    }

    /// Whether the next line speaks of the role.
    pub fn is_role(&mut self, line: &str) -> bool {
        // Where the role is spoken of, only few words can end it.
        let may_turn = line.len() <= HEADING && (self.topic != Topic::Role || has_mark(line));
        if may_turn && is_heading(line) {
            let heading = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
            if let Some(topic) = self.begins(&heading) {
                self.topic = topic;
            } else if self.topic == Topic::Company && !line.ends_with(['.', '!', ',', ';']) {
                self.topic = Topic::Role;
            }
        }
        self.topic == Topic::Role
    }

    /// What a heading begins; `None` where it is none that is known.
    fn begins(&self, heading: &str) -> Option<Topic> {
        let is = |list: &[&str]| {
            list.iter().any(|other| heading == *other || (other.len() > 9 && heading.starts_with(other)))
        };
        let of_company = !self.company.is_empty()
            && ABOUT
                .iter()
                .any(|a| heading.strip_prefix(a).is_some_and(|rest| rest.starts_with(self.company)));
        if is(&OFFER) || LIFE.iter().any(|life| heading.contains(life)) {
            Some(Topic::Offer)
        } else if of_company || is(&COMPANY) {
            Some(Topic::Company)
        } else if self.topic == Topic::Offer && ROLE.iter().any(|role| heading.contains(role)) {
            Some(Topic::Role)
        } else {
            None
        }
    }
}

/// Whether a short line has a heading's form: few words, nothing said after a colon.
fn is_heading(line: &str) -> bool {
    let whole = line.find(": ").is_none_or(|at| at + 2 == line.len());
    whole && line.bytes().filter(|b| *b == b' ').count() < 9
}

/// Whether a line begins as the headings do that end what is said of the role.
fn has_mark(line: &str) -> bool {
    let start = line.find(char::is_alphanumeric).unwrap_or(line.len());
    let begins = Input::new(line).range(start..).anchored(Anchored::Yes);
    MARKS.is_match(begins) || EVERYDAY.is_match(line)
}

/// How those headings begin.
static MARKS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let headings = COMPANY.iter().chain(&OFFER).chain(&ABOUT);
    // Up to an apostrophe, as there are two. Letters with accents are the same in any case only here.
    let begun = headings.map(|heading| heading.split('\'').next().unwrap_or(heading));
    automaton(begun.flat_map(|start| [start.to_owned(), capital(start)]), StartKind::Both)
});

static EVERYDAY: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(LIFE, StartKind::Unanchored));

static ASIDES: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(ASIDE, StartKind::Unanchored));

fn automaton(words: impl IntoIterator<Item = impl AsRef<[u8]>>, start: StartKind) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::DFA)).start_kind(start).ascii_case_insensitive(true);
    // Only a list of gigabytes would be too large.
    builder.build(words).expect("lists of headings are small")
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a sentence is about applying, the law or other firms, wherever it stands.
pub fn is_aside(sentence: &str) -> bool {
    ASIDES.is_match(sentence)
}

/// What stands before the company's name in headings on it.
const ABOUT: [&str; 6] = ["about ", "why ", "working at ", "join ", "who is ", "what is "];

/// What headings on everyday life in a company hold.
const LIFE: [&str; 2] = ["life @", "life at "];

/// Headings on the company, or how longer ones begin.
const COMPANY: [&str; 16] = [
    "about us",
    "about the company",
    "about our company",
    "who we are",
    "our story",
    "our values",
    "our culture",
    "our mission",
    "our products",
    "our investors",
    "company description",
    "company overview",
    "qui sommes-nous",
    "qui sommes nous",
    "à propos de nous",
    "über uns",
];

/// Headings on what is offered, on hiring and on the law, or how longer ones begin.
const OFFER: [&str; 46] = [
    "benefits",
    "our benefits",
    "benefits and perks",
    "benefits & perks",
    "perks",
    "perks and benefits",
    "perks & benefits",
    "what we offer",
    "what we can offer",
    "what you'll get",
    "what you get",
    "what's in it for you",
    "what is in it for you",
    "we offer",
    "why join us",
    "why work with us",
    "why us",
    "why you'll love",
    "compensation and benefits",
    "compensation & benefits",
    "compensation",
    "total rewards",
    "equal opportunity",
    "equal employment",
    "diversity",
    "our commitment to diversity",
    "inclusion",
    "privacy",
    "data protection",
    "accommodation",
    "how to apply",
    "application process",
    "interview process",
    "the interview process",
    "our interview process",
    "hiring process",
    "our hiring process",
    "recruitment process",
    "the process",
    "avantages",
    "les avantages",
    "process de recrutement",
    "processus de recrutement",
    "pourquoi nous rejoindre",
    "wir bieten",
    "was wir bieten",
];

/// What headings of the role's own sections hold.
const ROLE: [&str; 45] = [
    "role",
    "responsib",
    "requirement",
    "qualif",
    "skill",
    "experience",
    "you'll do",
    "you will",
    "you'll need",
    "you'll work",
    "you'll bring",
    "you bring",
    "you have",
    "about you",
    "you are",
    "you'll be",
    "looking for",
    "tech",
    "stack",
    "profil",
    "nice to have",
    "must have",
    "bonus point",
    "preferred",
    "minimum",
    "ideal",
    "candidate",
    "the job",
    "job description",
    "position",
    "dutie",
    "tasks",
    "the team",
    "tools",
    "missions",
    "compétence",
    "responsabilit",
    "aufgaben",
    "anforderung",
    "bringst",
    "what we need",
    "you know",
    "a typical day",
    "day to day",
    "what to expect",
];

/// What sentences on applying, the law, customers and investors hold.
const ASIDE: [&str; 47] = [
    "current employee",
    "businesses like",
    "businesses such as",
    "businesses including",
    "merchants like",
    "startups like",
    "enterprises like",
    "partners like",
    "the likes of",
    "brands such as",
    "brands like",
    "companies like",
    "companies such as",
    "companies including",
    "customers like",
    "customers such as",
    "customers include",
    "customers including",
    "clients like",
    "clients such as",
    "clients include",
    "clients including",
    "leaders like",
    "leaders such as",
    "leaders including",
    "trusted by",
    "backed by",
    "investors include",
    "investors including",
    "founded by",
    "alumni of",
    "equal opportunity",
    "equal employment",
    "privacy policy",
    "privacy notice",
    "personal data",
    "personal information",
    "reasonable accommodation",
    "background check",
    "e-verify",
    "without regard to",
    "recruitment agenc",
    "unsolicited",
    "phishing",
    "to apply,",
    "apply via",
    "your application",
];
