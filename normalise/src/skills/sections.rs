//! Which lines of a posting speak of the role: not those on the company, its benefits, or how to apply.

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
        let whole = line.find(": ").is_none_or(|at| at + 2 == line.len());
        if line.len() <= HEADING && whole && line.split(' ').count() <= 9 {
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
        let about = ["about ", "why ", "working at ", "join ", "who is ", "what is "];
        let of_company = !self.company.is_empty()
            && about
                .iter()
                .any(|a| heading.strip_prefix(a).is_some_and(|rest| rest.starts_with(self.company)));
        if is(&OFFER) || heading.contains("life @") || heading.contains("life at ") {
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

/// Whether a sentence is about applying, the law or other firms, wherever it stands.
pub fn is_aside(sentence: &str) -> bool {
    let small = sentence.to_ascii_lowercase();
    ASIDE.iter().any(|words| small.contains(words))
}

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
