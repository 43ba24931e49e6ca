//! What stands beside a name in its line.

use super::scan::Hit;
use super::words::{
    AREAS, CODE, COMPANY_OF, EXPERIENCE, GOES_ON, JOIN, KIND, LINK, OPENS, PEOPLE, ROLES, SUFFIX, TOOLS,
};

/// Words before a name that are looked at for what asks for it: a long list of tools.
const REACH: usize = 30;

/// A line before and after a name.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Beside<'a> {
    /// Beside this name of the line.
    pub fn new(line: &'a str, hit: &Hit) -> Beside<'a> {
        Beside { before: &line[..hit.at], after: &line[hit.end..] }
    }

    /// Whether the line has nothing but the name.
    pub fn is_alone(&self) -> bool {
        !self.before.contains(char::is_alphanumeric) && !self.after.contains(char::is_alphanumeric)
    }

    /// Whether the line has at most three words more.
    pub fn is_short(&self) -> bool {
        self.before.split_whitespace().chain(self.after.split_whitespace()).count() <= 3
    }

    /// Whether what follows is what technologies are: "Go services".
    pub fn is_before_kind(&self) -> bool {
        self.after.starts_with(' ') && is_one_of(&KIND, first_word(self.after))
    }

    /// Whether what follows is what languages and libraries are: "Crystal developer".
    pub fn is_before_code(&self) -> bool {
        self.after.starts_with(' ') && is_one_of(&CODE, first_word(self.after))
    }

    /// Whether a version follows: "Node 20".
    pub fn is_versioned(&self) -> bool {
        let next = self.after.strip_prefix(' ').unwrap_or("");
        let version = next.split(|c: char| c.is_whitespace() || ",;)/".contains(c)).next().unwrap_or("");
        version.len() < 5 && version.starts_with(|c: char| c.is_ascii_digit()) && !version.contains('%')
    }

    /// Whether the name is no part of a longer one, such as "Segment Marketing".
    pub fn is_whole(&self) -> bool {
        let longer = self.after.starts_with(' ') && first_word(self.after).starts_with(char::is_uppercase);
        !self.is_joined() && (!longer || self.is_bounded() || self.is_before_kind())
    }

    /// Whether the company calls it its own: "our Copilot"; "our Go services" is no such thing.
    pub fn is_ours(&self) -> bool {
        last_word(self.before).eq_ignore_ascii_case("our") && !self.is_before_kind()
    }

    /// Whether experience with the name, or with a list that it stands in, is asked for, or the list begins with a kind of tools:
    /// "knowledge of X, Y and Z", "languages such as Y", "tools (X, Z)".
    pub fn is_asked_for(&self) -> bool {
        if self.is_joined() {
            return false;
        }
        let (mut opened, mut linked, mut others) = (false, false, 0);
        for word in self.before.rsplit(char::is_whitespace).filter(|w| !w.is_empty()).take(REACH) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let small = bare.to_lowercase();
            let small = small.as_str();
            if ends_sentence(word) {
                return false;
            }
            let colon = word.ends_with(':');
            if TOOLS.contains(&small) && (opened || colon) && self.is_bounded() {
                return true;
            }
            if EXPERIENCE.contains(&small) && (linked || opened || colon) {
                return true;
            }
            opened |= colon || word.starts_with('(') || OPENS.contains(&small);
            if LINK.contains(&small) {
                linked = true;
            } else if !is_name(bare) && !JOIN.contains(&small) {
                others += 1;
            }
            // "experience of building services with Go", but "experience with modern Go".
            if others > if linked { 4 } else { 1 } {
                return false;
            }
        }
        false
    }

    /// Whether the name begins a sentence that goes on as if it were a verb or a plain noun: "Spark new ideas".
    pub fn opens_sentence(&self) -> bool {
        let ends = ['.', '!', '?', ':', ';', '•'];
        let before = self.before.trim_end_matches(|c: char| !c.is_alphanumeric() && !ends.contains(&c));
        let next = first_word(self.after);
        (before.is_empty() || before.ends_with(ends))
            && self.after.starts_with(' ')
            && next.starts_with(char::is_lowercase)
            && ![&KIND[..], &JOIN, &GOES_ON].iter().any(|list| list.contains(&next))
    }

    /// Whether the name is a part of a hyphenated word or a possessive: `X-Ray`, `Segment's`; `Go-based` and `d'Excel` are not.
    pub fn is_joined(&self) -> bool {
        let joins = ['-', '’', '\''];
        let last = last_word(self.before);
        let elided = !self.before.ends_with('-') && (last.len() < 2 || last == "qu");
        let to_left =
            self.before.strip_suffix(joins).is_some_and(|b| b.ends_with(char::is_alphanumeric) && !elided);
        let to_right = self
            .after
            .strip_prefix(joins)
            .is_some_and(|a| a.starts_with(char::is_alphanumeric) && !is_one_of(&SUFFIX, first_word(a)));
        to_left || to_right
    }

    /// Whether the name fills its place in a list: nothing but signs and joining words on both sides.
    pub fn is_between_commas(&self) -> bool {
        let before = self.before.trim_end();
        let opened = before.is_empty()
            || before.ends_with([',', '/', ';', '|', '(', '&', ':', '+', '•'])
            || is_one_of(&JOIN, last_word(before))
            || is_one_of(&LINK, last_word(before));
        opened && !self.is_joined() && self.is_bounded()
    }

    /// Whether the name is that of colleagues rather than of the work: "together with iOS, Android and web engineers".
    pub fn is_of_colleagues(&self) -> bool {
        let words = self.after.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(9);
        let mut list = words.skip_while(|w| is_name(w) || is_one_of(&JOIN, w) || is_one_of(&AREAS, w));
        if self.is_joined() || !list.next().is_some_and(|w| PEOPLE.contains(&w)) {
            return false;
        }
        let sentence = self.before.rsplit(['.', ';', '!', '?']).next().unwrap_or("").to_lowercase();
        COMPANY_OF.iter().any(|with| sentence.contains(with))
    }

    /// Whether the line is the title of somebody who works with technologies, and the name stands apart in it.
    pub fn is_in_role(&self) -> bool {
        let has = |text: &str| {
            let text = text.to_lowercase();
            ROLES.iter().any(|role| text.contains(role))
        };
        self.is_bounded() && (has(self.before) || has(self.after))
    }

    /// Whether an item of a list ends after the name.
    fn is_bounded(&self) -> bool {
        let rest = self.after.trim_start();
        rest.is_empty()
            || rest.starts_with([',', '/', ';', '|', ')', '.', '&', '(', '+', '•', '-', '–'])
            || is_one_of(&JOIN, first_word(rest))
    }
}

/// Whether the text between two names is that of a list: commas, slashes, "and", and names that the table does not know.
pub fn is_list(gap: &str) -> bool {
    if gap.len() > 60 || gap.contains(". ") {
        return false;
    }
    let mut parted = gap.contains([',', '/', ';', '|', '•', '·', '&', '+', '(', ')']);
    let mut unknown = 0;
    for word in gap.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty())
    {
        if is_one_of(&JOIN, word) {
            parted = true;
        } else if is_name(word) {
            unknown += 1;
        } else {
            return false;
        }
    }
    parted && unknown <= 4
}

/// Whether a word may be a name: capitals or digits; nothing, as a sign between names, may be one too.
fn is_name(word: &str) -> bool {
    word.is_empty() || word.contains(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether a word ends a sentence; "e.g." and "etc." do not.
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.ends_with(['.', '!', '?']) && bare.matches('.').count() < 2 && !bare.starts_with("etc")
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.contains(&word)
        || (word.contains(char::is_uppercase) && list.contains(&word.to_lowercase().as_str()))
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}
