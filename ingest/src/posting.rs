//! What a feed sent, in one form for all systems.

use normalise::StatedPay;

/// One posting as a source's parser gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posting {
    /// Unique in its board.
    pub id: String,
    /// As the employer wrote it; never empty.
    pub title: String,
    /// Who hires, where the feed says another name than the board's.
    pub company: Option<String>,
    /// The posting's page.
    pub url: String,
    /// Where to apply; empty where that is the page.
    pub apply_url: String,
    /// Free-text places.
    pub locations: Vec<String>,
    /// From where it may be done, where the feed has a field for exactly that: a country, a region, or all the world each.
    pub restricted_to: Vec<String>,
    /// Offices that the feed assigns the posting to.
    pub offices: Vec<String>,
    /// Team or department.
    pub department: String,
    /// The description, as sent: not sanitised.
    pub html: String,
    /// The feed's own flag.
    pub remote: Option<bool>,
    /// The feed's own word.
    pub workplace: Option<String>,
    /// The feed's own word.
    pub employment: Option<String>,
    /// The feed's own word for the rung.
    pub level: Option<String>,
    /// Years of experience asked for, at least: the feed's own number.
    pub years: Option<u8>,
    /// ISO alpha-2, where the feed has one.
    pub country: Option<String>,
    /// Ranges stated as such.
    pub pay: Vec<StatedPay>,
    /// A sentence on pay beside the description, plain text.
    pub pay_text: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// [`crate::source::Stub::version`], where its text was an answer of its own; else empty.
    pub version: String,
}

/// A posting that could not be read: the others of its board go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its id, or its place in the list (`#12`).
    pub id: String,
    /// In plain words.
    pub why: String,
}
