//! Whether a name that is an everyday word too means the skill where it stands.
//!
//! | a name | counts |
//! |---|---|
//! | told by itself | always |
//! | `n`, such as Spark | near a sure name, after "experience with", before "developer", in a list of names |
//! | `l`, such as Segment | after "experience with", before "developer", as an item of a list beside a sure name |
//! | `go`, `react` in the wrong case | between the commas of a list, beside a sure name |

use super::scan::Hit;
use super::table::Rule;
use super::words::{CODE, EXPERIENCE, JOIN, KIND, LINK, TOOLS};

/// How near a sure name is nearby, bytes: a line of print on both sides.
const NEARBY: usize = 160;

/// What a name needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    Neighbour,
    List,
    Commas,
}

/// What is known of the text around a line.
#[derive(Clone, Copy, Default)]
pub struct Around {
    /// Whether a line next to this one has a sure name.
    pub sure: bool,
    /// Whether the line is the title of a posting.
    pub title: bool,
}

/// Which of a line's names mean their skill; `own` tells those of the hiring company itself.
pub fn judge(line: &str, hits: &[Hit], around: Around, own: impl Fn(usize) -> bool) -> Vec<bool> {
    let needs: Vec<Needs> =
        hits.iter().map(|hit| if own(hit.skill) { Needs::Commas } else { needs(hit) }).collect();
    let mut counts: Vec<bool> = needs.iter().map(|n| *n == Needs::Nothing).collect();
    if counts.iter().all(|c| *c) {
        return counts;
    }
    let sure: Vec<Hit> = hits.iter().zip(&counts).filter(|(_, c)| **c).map(|(h, _)| *h).collect();
    for (i, hit) in hits.iter().enumerate() {
        counts[i] |= match needs[i] {
            Needs::Neighbour => is_near(line, hit, &sure, around),
            Needs::List => is_item(line, hit, around),
            _ => false,
        };
    }
    // Names of a list vouch for each other, from the sure ones outwards.
    let pairs: Vec<bool> = hits.windows(2).map(|two| is_list(&line[two[0].end..two[1].at])).collect();
    let spread = |counts: &mut Vec<bool>, i: usize, from: usize, listed: bool| {
        let doubtful = needs[i] == Needs::Neighbour
            && needs[from] == Needs::Neighbour
            && hits[i].skill != hits[from].skill;
        let vouched = counts[from] || doubtful;
        let fits = match needs[i] {
            Needs::Commas => is_between_commas(line, &hits[i]),
            Needs::List => is_whole(line, &hits[i]),
            _ => true,
        };
        counts[i] |= listed && vouched && fits;
    };
    for i in 1..hits.len() {
        spread(&mut counts, i, i - 1, pairs[i - 1]);
    }
    for i in (1..hits.len()).rev() {
        spread(&mut counts, i - 1, i, pairs[i - 1]);
    }
    counts
}

/// Whether a name needs no context.
pub fn is_sure(hit: &Hit) -> bool {
    needs(hit) == Needs::Nothing
}

fn needs(hit: &Hit) -> Needs {
    match (hit.rule, hit.exact) {
        (Rule::Word, _) | (Rule::Case, true) => Needs::Nothing,
        (Rule::Near, true) => Needs::Neighbour,
        (Rule::List, true) => Needs::List,
        _ => Needs::Commas,
    }
}

fn is_near(line: &str, hit: &Hit, sure: &[Hit], around: Around) -> bool {
    if is_joined(line, hit) || is_ours(line, hit) {
        return false;
    }
    let close = |s: &Hit| hit.at.saturating_sub(s.end).max(s.at.saturating_sub(hit.end)) < NEARBY;
    let alone = line.split_whitespace().count() <= 4;
    is_asked_for(line, hit)
        || is_example(line, hit)
        || is_version(&line[hit.end..])
        || (!opens_sentence(line, hit) && sure.iter().any(close))
        || (alone && around.sure && !opens_sentence(line, hit))
        || (around.title && is_role(line) && is_bounded(&line[hit.end..]))
}

/// Whether a name of rule `l` is asked for, an example of a kind of tools, or a line of its own among lines of names.
fn is_item(line: &str, hit: &Hit, around: Around) -> bool {
    let rest = &line[hit.end..];
    let alone = !line[..hit.at].contains(char::is_alphanumeric) && !rest.contains(char::is_alphanumeric);
    if !is_whole(line, hit) || is_ours(line, hit) {
        return false;
    }
    let coded = rest.starts_with(' ') && CODE.contains(&first_word(rest).to_lowercase().as_str());
    (alone && around.sure) || coded || is_experience(&line[..hit.at]) || is_example(line, hit)
}

/// Whether the name is no part of a longer one, such as "Segment Marketing".
fn is_whole(line: &str, hit: &Hit) -> bool {
    let rest = &line[hit.end..];
    let next = first_word(rest);
    let goes_on = ["for", "to", "on", "with", "in", "is", "are", "at", "who", "that"].contains(&next);
    !is_joined(line, hit) && (is_bounded(rest) || goes_on || KIND.contains(&next.to_lowercase().as_str()))
}

/// Whether the company calls it its own: "our Copilot".
fn is_ours(line: &str, hit: &Hit) -> bool {
    let before = line[..hit.at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    last.eq_ignore_ascii_case("our") && !KIND.contains(&first_word(&line[hit.end..]))
}

/// Whether the name stands in a list that begins with a kind of tools: "languages such as R", "tools (Slack, Notion)".
fn is_example(line: &str, hit: &Hit) -> bool {
    if is_joined(line, hit) || !is_bounded(&line[hit.end..]) {
        return false;
    }
    let mut opened = false;
    for word in line[..hit.at].rsplit(char::is_whitespace).filter(|w| !w.is_empty()).take(14) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let opens = word.starts_with('(') || word.ends_with(':');
        if opened || opens {
            if TOOLS.contains(&bare.as_str()) {
                return true;
            }
            if opened && !JOIN.contains(&bare.as_str()) && !bare.is_empty() {
                return false;
            }
        }
        let example =
            ["as", "like", "e.g", "eg", "including", "ideally", "comme", "wie"].contains(&bare.as_str());
        opened |= opens || example;
        let is_name = word.contains(|c: char| c.is_uppercase() || c.is_numeric()) || bare.is_empty();
        if !opened && !is_name && !JOIN.contains(&bare.as_str()) {
            return false;
        }
    }
    false
}

/// Whether a version follows: "Node 20".
fn is_version(rest: &str) -> bool {
    let version =
        rest.strip_prefix(' ').unwrap_or("").split(|c: char| c.is_whitespace() || ",;)/".contains(c)).next();
    version.is_some_and(|v| v.len() < 5 && v.starts_with(|c: char| c.is_ascii_digit()) && !v.contains('%'))
}

/// Whether the words beside the name are those of a technology: "experience with X", "X developer".
fn is_asked_for(line: &str, hit: &Hit) -> bool {
    if is_joined(line, hit) {
        return false;
    }
    let next = first_word(&line[hit.end..]);
    let after = line[hit.end..].starts_with(' ') && KIND.contains(&next.to_lowercase().as_str());
    after || is_experience(&line[..hit.at])
}

/// Whether the text ends in "experience with", "knowledge of", with a word or two between such as "modern".
fn is_experience(before: &str) -> bool {
    let mut words = before.rsplit(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).take(5);
    let mut link = false;
    words.any(|word| {
        let end = word.ends_with(['.', ':', ';', '!', '?', ',']);
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if LINK.contains(&word.as_str()) {
            link = true;
        }
        link && !end && EXPERIENCE.contains(&word.as_str())
    })
}

/// Whether the name begins a sentence that goes on as if it were a verb or a plain noun: "Spark new ideas".
fn opens_sentence(line: &str, hit: &Hit) -> bool {
    let before = line[..hit.at].trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?:;•".contains(c));
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '•']);
    let rest = &line[hit.end..];
    let next = first_word(rest);
    opens
        && rest.starts_with(' ')
        && next.starts_with(char::is_lowercase)
        && !KIND.contains(&next)
        && !JOIN.contains(&next)
        && !["is", "are", "experience", "knowledge", "for", "with", "proficiency", "skills"].contains(&next)
}

/// Whether the name is a part of a hyphenated word or a possessive: `X-Ray`, `Segment's`; `Go-based` is not.
fn is_joined(line: &str, hit: &Hit) -> bool {
    let before = line[..hit.at].strip_suffix(['-', '’', '\'']);
    // "d'Excel" is no compound.
    let elided =
        |b: &str| b.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|w| w.len() < 2 || w == "qu");
    if before
        .is_some_and(|b| b.ends_with(char::is_alphanumeric) && (line[..hit.at].ends_with('-') || !elided(b)))
    {
        return true;
    }
    let rest = &line[hit.end..];
    match rest.strip_prefix(['-', '’', '\'']) {
        Some(joined) => {
            joined.starts_with(char::is_alphanumeric)
                && !["based", "like", "native", "style", "centric", "powered", "specific"]
                    .contains(&first_word(joined))
        }
        None => false,
    }
}

/// Whether the text between two names is that of a list: commas, slashes, "and", and names that the table does not know.
fn is_list(gap: &str) -> bool {
    if gap.len() > 60 || gap.contains(". ") {
        return false;
    }
    let mut parted = gap.contains([',', '/', ';', '|', '•', '·', '&', '+', '(', ')']);
    let mut unknown = 0;
    for word in gap.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty())
    {
        if JOIN.contains(&word.to_lowercase().as_str()) {
            parted = true;
        } else if word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            unknown += 1;
        } else {
            return false;
        }
    }
    parted && unknown <= 4
}

/// Whether the name fills its place in a list: nothing but signs and joining words on both sides.
fn is_between_commas(line: &str, hit: &Hit) -> bool {
    let before = line[..hit.at].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let opened = before.is_empty()
        || before.ends_with([',', '/', ';', '|', '(', '&', ':', '+', '•'])
        || JOIN.contains(&word.as_str())
        || LINK.contains(&word.as_str());
    opened && !is_joined(line, hit) && is_bounded(&line[hit.end..])
}

/// Whether an item of a list ends here.
fn is_bounded(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with([',', '/', ';', '|', ')', '.', '&', '(', '+', '•', '-', '–'])
        || JOIN.contains(&first_word(rest).to_lowercase().as_str())
}

/// Whether a title is that of somebody who works with technologies.
fn is_role(title: &str) -> bool {
    let title = title.to_lowercase();
    [
        "engineer",
        "developer",
        "programmer",
        "architect",
        "développeu",
        "entwickler",
        "software",
        "desarrollador",
    ]
    .iter()
    .any(|role| title.contains(role))
}

fn first_word(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("")
}
