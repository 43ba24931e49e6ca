//! Which technologies a posting asks for.
//!
//! A posting is read line by line. `sections` leaves out what is not on the role, `scan` finds the names of the table, and `context`
//! decides on those that are everyday words too:
//!
//! ```
//! # use normalise::{BoardContext, Input, skills};
//! let find = |text| {
//!     let found = skills::find(&Input { text, ..Input::default() }, &BoardContext::default());
//!     found.into_iter().map(|s| s.value.label).collect::<Vec<_>>()
//! };
//! assert_eq!(find("Services in Go on k8s, with Postgres"), ["Go", "PostgreSQL", "Kubernetes"]);
//! assert_eq!(find("You go the extra mile to spark ideas"), [""; 0]);
//! ```

mod beside;
mod context;
mod scan;
mod sections;
mod table;
mod words;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use self::context::Around;
use self::scan::Hit;
use self::sections::Sections;
use self::table::SKILLS;
use crate::facts::sentences;
use crate::passages;
use crate::{BoardContext, Derived, Field, Input};

/// A technology or practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// For queries: `c-plus-plus`.
    pub slug: String,
    /// For people: `C++`.
    pub label: String,
    /// `language`, `database`, `broker`, `cloud`, `framework`, `library`, `platform`, `tool`, `protocol`, `practice`.
    pub kind: String,
}

/// Every skill of the table.
pub fn all() -> &'static [Skill] {
    &SKILLS.skills
}

/// The skills that title and text name, in the table's order. Left out are sentences of the board's boilerplate, sections that are
/// not on the role, and the company's own name unless it stands among other technologies.
pub fn find(input: &Input<'_>, board: &BoardContext) -> Vec<Derived<Skill>> {
    let company = company(input.company);
    let own = |skill: usize| is_own(skill, &company);
    let mut found: HashMap<usize, (Field, String)> = HashMap::new();
    let mut take = |field: Field, line: &str, hits: &[Hit], around: Around| {
        let counts = context::judge(line, hits, around, own);
        for (hit, _) in hits.iter().zip(counts).filter(|(_, counts)| *counts) {
            found.entry(hit.skill).or_insert_with(|| (field, words_around(line, hit.at)));
        }
    };
    let mut hits = Vec::new();
    scan::hits(input.title, &mut hits);
    take(Field::Title, input.title, &hits, Around { title: true, ..Around::default() });

    let lines = lines(input.text, &company, board);
    for (i, line) in lines.iter().enumerate() {
        let near = |other: &&Line<'_>| line.number.abs_diff(other.number) <= 2;
        let before = lines[..i].iter().rev().take_while(near);
        let sure = before.chain(lines[i..].iter().take_while(near)).any(|other| other.sure);
        take(Field::Description, line.text, &line.hits, Around { sure, title: false });
    }
    let mut out: Vec<(usize, Derived<Skill>)> = found
        .into_iter()
        .map(|(skill, (field, text))| (skill, Derived::new(SKILLS.skills[skill].clone(), field, &text)))
        .collect();
    out.sort_by_key(|(skill, _)| *skill);
    out.into_iter().map(|(_, derived)| derived).collect()
}

/// A line on the role that has names.
struct Line<'a> {
    /// Among the lines on the role.
    number: usize,
    text: &'a str,
    hits: Vec<Hit>,
    /// Whether one of its names needs no context: those vouch for names two lines away.
    sure: bool,
}

/// The lines on the role that have names.
fn lines<'a>(text: &'a str, company: &str, board: &BoardContext) -> Vec<Line<'a>> {
    let mut sections = Sections::new(company);
    let (mut all, mut hits) = (Vec::new(), Vec::new());
    for (number, text) in passages::lines(text).filter(|line| sections.is_role(line)).enumerate() {
        if board.is_boilerplate(text) {
            continue;
        }
        scan::hits(text, &mut hits);
        if !hits.is_empty() {
            drop_asides(text, &mut hits, board);
        }
        if !hits.is_empty() {
            let sure = hits.iter().any(context::is_sure);
            all.push(Line { number, text, hits: std::mem::take(&mut hits), sure });
        }
    }
    all
}

/// More skills in a sentence than that are all that an agency or a whole company works with.
const MOST_IN_SENTENCE: usize = 26;

/// Leaves out the names in sentences that are not on the role, wherever they stand.
fn drop_asides(line: &str, hits: &mut Vec<Hit>, board: &BoardContext) {
    for sentence in sentences(line) {
        let mut named: Vec<usize> =
            hits.iter().filter(|h| sentence.contains(&h.at)).map(|h| h.skill).collect();
        if named.is_empty() {
            continue;
        }
        named.sort_unstable();
        named.dedup();
        let text = &line[sentence.clone()];
        let boilerplate = text.len() < line.len() && board.is_boilerplate(text);
        let aside = boilerplate || named.len() > MOST_IN_SENTENCE || sections::is_aside(text);
        if aside {
            hits.retain(|h| !sentence.contains(&h.at));
        }
    }
}

/// A company's name in small letters, without what says that it is one.
fn company(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let forms = [
        "inc",
        "inc.",
        "ltd",
        "ltd.",
        "llc",
        "gmbh",
        "ag",
        "sa",
        "sas",
        "labs",
        "technologies",
        "software",
        "group",
    ];
    let kept: Vec<&str> = words.filter(|w| !forms.contains(w)).collect();
    kept.join(" ")
}

/// Whether the skill is named after the company: Stripe's Stripe, GitLab's GitLab CI, Amazon's AWS.
fn is_own(skill: usize, company: &str) -> bool {
    let begins = |text: &str| {
        let start = text.get(..company.len()).is_some_and(|start| start.eq_ignore_ascii_case(company));
        start && !text[company.len()..].starts_with(char::is_alphanumeric)
    };
    company.len() > 1 && SKILLS.names_of(skill).iter().any(|name| begins(&name.text))
}

/// Some words around a place in a line.
fn words_around(line: &str, at: usize) -> String {
    let from = line[..at].char_indices().rev().take(40).last().map_or(at, |(i, _)| i);
    line[from..].chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(input: &Input<'_>, board: &BoardContext) -> Vec<String> {
        find(input, board).into_iter().map(|s| s.value.label).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let found = labels(&Input { text, ..Input::default() }, &BoardContext::default());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_and_other_names() {
        check("Experience with Go, PostgreSQL and Kafka", &["Go", "PostgreSQL", "Kafka"]);
        check(
            "golang, postgres, k8s, ts and nodejs",
            &["Go", "TypeScript", "Node.js", "PostgreSQL", "Kubernetes"],
        );
        check("JavaScript and TypeScript", &["JavaScript", "TypeScript"]);
        check("JS/TS on Node JS", &["JavaScript", "TypeScript", "Node.js"]);
        check("C++ and C# on .NET", &["C++", "C#", ".NET"]);
        check("C, C++17 and C#", &["C", "C++", "C#"]);
        check("Java 17, Spring Boot", &["Java", "Spring Boot"]);
        check("React Native, React.js and Redux, CSS3", &["CSS", "React", "React Native", "Redux"]);
        check(
            "AWS (Lambda, S3, SQS) or GCP",
            &["Amazon SQS", "AWS", "AWS Lambda", "Amazon S3", "Google Cloud"],
        );
        check("REST-APIs, RESTful services and gRPC", &["REST APIs", "gRPC"]);
        check("Power-BI, Google-Sheets", &["Power BI", "Google Sheets"]);
        check("ES6+, Python3.", &["Python", "JavaScript"]);
        check("SQL기반 데이터 분석, Python과", &["Python", "SQL"]);
    }

    #[test]
    fn languages_are_told_from_everyday_words() {
        check("Help us go through SQL", &["SQL"]);
        check("Our Go-to-market team uses SQL", &["SQL"]);
        check("Going forward, Go Beyond with SQL", &["SQL"]);
        check("Services written in Go", &["Go"]);
        check("Go services on Linux", &["Go", "Linux"]);
        check("R&D with Python", &["Python"]);
        check("Python or R", &["Python", "R"]);
        check("statistical software (e.g. R)", &["R"]);
        check("Series C funding for a Python shop", &["Python"]);
        check("C-level people who know SQL", &["SQL"]);
        check("Factories of the Rust Belt, Python", &["Python"]);
        check("A swift response", &[]);
        check("Swift delivery with SQL", &["SQL"]);
        check("Swift, UIKit", &["Swift", "UIKit"]);
        check("Julia leads the team that uses Python", &["Python"]);
        check("Julia, Python", &["Python", "Julia"]);
        check("Ada Lovelace wrote no SQL", &["SQL"]);
        check("Dart on the board, Crystal clear, Elm Street", &[]);
        check("A basic grasp of the assembly line", &[]);
        check("Assembly language and C", &["C", "Assembly"]);
        check("A scheme to lisp", &[]);
        check("We move fast in Python", &["Python"]);
        check("MQL to SQL conversion", &[]);
    }

    #[test]
    fn frameworks_are_told_from_everyday_words() {
        check("React to change and React quickly", &[]);
        check("Express interest in Python", &["Python"]);
        check("American Express uses Java", &["Java"]);
        check("Node, Express and MongoDB", &["Node.js", "Express", "MongoDB"]);
        check("Spring 2026, Python", &["Python"]);
        check("Spring internship in Java", &["Java"]);
        check("Java with Spring", &["Java", "Spring"]);
        check("Guard rails and payment rails in Java", &["Java"]);
        check("Ruby on Rails, Rails", &["Ruby on Rails"]);
        check("Spark joy in those who know SQL", &["SQL"]);
        check("Spark jobs in Scala", &["Scala", "Spark"]);
        check("A flask, a gin and a rocket", &[]);
        check("Python (Flask)", &["Python", "Flask"]);
        check("What is next? Nest with us, next to a backbone of cats", &[]);
        check("Next, we play SQL", &["SQL"]);
        check("Phoenix, Arizona: Python", &["Python"]);
        check("Elixir and Phoenix", &["Elixir", "Phoenix"]);
        check("An echo of fiber and bootstrap", &[]);
        check("pandas, numpy", &["Pandas", "NumPy"]);
        check("A unity of purpose; Unity Technologies", &[]);
        check("Unity developer, C#", &["C#", "Unity"]);
        check("Beer in the Play area, Lift your Slick mood", &[]);
        check("La Vue d'ensemble de SQL", &["SQL"]);
        check("Vue, React", &["React", "Vue.js"]);
    }

    #[test]
    fn tools_are_told_from_everyday_words() {
        check("Our Chef cooks, Docker", &["Docker"]);
        check("Head Chef wanted", &[]);
        check("Chef de projet, SQL", &["SQL"]);
        check("Ansible, Puppet or Chef", &["Ansible", "Puppet", "Chef"]);
        check("The rest is SOAP opera", &["SOAP"]);
        check("Salt and pepper; make it; a box; the meta level", &[]);
        check("Excel in your role with SQL", &["SQL"]);
        check("Advanced knowledge of Excel", &["Excel"]);
        check("Word of mouth, access to teams, outlook", &[]);
        check("Word, Excel and PowerPoint", &["Excel", "PowerPoint", "Microsoft Word"]);
        check("Slack time. A vault, a helm, a consul", &[]);
        check("Helm charts with Vault", &["Helm", "HashiCorp Vault"]);
        check("An azure sky; the tableau of a ruby", &[]);
        check("experience with tableau", &["Tableau"]);
        check("REACT DEVELOPER", &["React"]);
        check("aws, azure, gcp", &["AWS", "Azure", "Google Cloud"]);
        check("A segment of the market; Segment Marketing with SQL", &["SQL"]);
        check("tools such as Segment, Amplitude", &["Amplitude", "Segment"]);
        check("A cypress, a jest, a mocha and a cucumber", &[]);
        check("Jest, Mocha, Cypress", &["Cypress", "Jest", "Mocha"]);
        check("Sanity testing in Java", &["Java"]);
        check("The hive, a storm, a beam, an impala: SQL", &["SQL"]);
        check("Hadoop, Hive and Presto", &["Presto", "Hive", "Hadoop"]);
        check("Sketch out a plan in Figma", &["Figma"]);
        check("Tableau de bord, SQL", &["SQL"]);
        check("Work closely with iOS, Android and web engineers on SQL", &["SQL"]);
        check("Lead Android developers", &["Android"]);
        check("A senior TPM in cloud run rate", &[]);
        check("Utilisation d'Excel et Google Sheets", &["Excel", "Google Sheets"]);
    }

    #[test]
    fn addresses_and_profiles_name_no_skill() {
        check("See https://python.org/java and www.docker.com", &[]);
        check("Mail jobs@react.dev", &[]);
        check("Share your GitHub or LinkedIn", &[]);
        check("Link to your portfolio, GitHub profile", &[]);
        check("Git and GitHub", &["GitHub", "Git"]);
    }

    #[test]
    fn what_is_not_on_the_role_names_no_skill() {
        check("About us\nWe run on Java.\nYour role\nYou write SQL.", &["SQL"]);
        check("Requirements\nSQL\nWhat we offer\nA Java book\nDocker stickers", &["SQL"]);
        check("Life @ Acme\nTech stack: Java, Redis\nRequirements\nSQL", &["SQL"]);
        check("Customers include Shopify. You know SQL.", &["SQL"]);
        check("Our privacy notice is on Workday with SQL.", &[]);
    }

    #[test]
    fn a_companys_own_name_is_no_skill() {
        let check = |company: &str, text: &str, expected: &[&str]| {
            let found = labels(&Input { text, company, ..Input::default() }, &BoardContext::default());
            assert_eq!(found, expected, "{company}: {text}");
        };
        check("GitLab Inc.", "Help customers run GitLab CI", &[]);
        check("GitLab", "Python, Ruby, GitLab CI, Docker", &["Python", "Ruby", "Docker", "GitLab CI"]);
        check("Databricks", "Databricks is a data company that uses Spark and Scala", &["Scala", "Spark"]);
        check("Acme", "We use Databricks", &["Databricks"]);
    }

    #[test]
    fn titles_name_skills() {
        let check = |title: &str, expected: &[&str]| {
            let found = labels(&Input { title, ..Input::default() }, &BoardContext::default());
            assert_eq!(found, expected, "{title}");
        };
        check("Senior Go Engineer", &["Go"]);
        check("Backend Engineer (Rust)", &["Rust"]);
        check("Software Engineer, Swift", &["Swift"]);
        check("Head of Go-To-Market", &[]);
        check("Software Engineer Intern, Spring 2027", &[]);
        check("Software Engineer, Express Checkout", &[]);
        check("Executive Chef", &[]);
    }

    #[test]
    fn boilerplate_names_no_skill() {
        let about = "We build everything in Rust and love it, in all of our many teams around the world.";
        let check = |posting: &str, expected: &[&str]| {
            let board = BoardContext::of([about, about, about, posting].into_iter());
            let found = labels(&Input { text: posting, ..Input::default() }, &board);
            assert_eq!(found, expected, "{posting}");
        };
        check(&format!("{about}\nYou know Python."), &["Python"]);
        check(&format!("Acme is old. {about} You know Python."), &["Python"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(title in ".{0,40}", text in r"(?s)([Cc]\+\+|\.NET|Go|R|é|코|[ '’/,.:;#+-]|.|about acme\n){0,60}") {
            let input = Input { title: &title, text: &text, company: "Acme", ..Input::default() };
            for skill in find(&input, &BoardContext::default()) {
                proptest::prop_assert!(skill.evidence.is_some());
            }
        }
    }
}
