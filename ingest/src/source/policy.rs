//! What a source lists, and what may be done with it.
//!
//! Terms are put in our own words after what the sources say of their feeds (read in 2026); an operator reads them at the source
//! before switching a feed on.

use super::Kind;

/// What holds for all postings of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether it is one feed of all companies, rather than a board of each.
    pub board_wide: bool,
    /// What of its texts is kept to be shown. Facts are taken from all of a text.
    pub text: Text,
    /// Whether all that it lists is remote.
    pub remote_only: bool,
    /// What it means that a posting is not listed any more.
    pub lists: Lists,
    /// Whether the starter list has it switched on.
    pub on: bool,
    /// What has to stand beside its postings; `None` for companies' own boards.
    pub credit: Option<Credit>,
}

/// How much of a posting's text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// All of it.
    Full,
    /// Its beginning: [`crate::excerpt`].
    Excerpt,
    /// Nothing: the posting's page is linked.
    Link,
}

/// How much of itself a source lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// All that is open: what is absent is closed.
    Whole,
    /// The newest: what is absent may be open still.
    Newest,
}

/// Whom a posting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// As it calls itself.
    pub name: &'static str,
    /// Its address.
    pub home: &'static str,
    /// Where it states its terms.
    pub terms_url: &'static str,
    /// The terms, one sentence each.
    pub terms: &'static [&'static str],
    /// Whether links to it must be ones that search engines follow.
    pub followed: bool,
}

/// A company's own board.
const COMPANY: Policy = Policy {
    board_wide: false,
    text: Text::Full,
    remote_only: false,
    lists: Lists::Whole,
    on: true,
    credit: None,
};

const fn board_wide(remote_only: bool, lists: Lists, credit: Credit) -> Policy {
    Policy { board_wide: true, text: Text::Excerpt, remote_only, lists, on: false, credit: Some(credit) }
}

const ARBEITNOW: Policy = board_wide(
    false,
    Lists::Whole,
    Credit {
        name: "Arbeitnow",
        home: "https://www.arbeitnow.com",
        terms_url: "https://www.arbeitnow.com/blog/job-board-api",
        terms: &["Each posting links to its page on Arbeitnow, and Arbeitnow is named as its source."],
        followed: false,
    },
);

const HACKER_NEWS: Policy = board_wide(
    false,
    Lists::Whole,
    Credit {
        name: "Hacker News",
        home: "https://news.ycombinator.com",
        terms_url: "https://www.ycombinator.com/legal/",
        terms: &[
            "Comments belong to those who wrote them: each posting links to its comment, and only an excerpt is shown.",
            "The thread is read through the search API at hn.algolia.com, once a day.",
        ],
        followed: false,
    },
);

const HIMALAYAS: Policy = board_wide(
    true,
    Lists::Newest,
    Credit {
        name: "Himalayas",
        home: "https://himalayas.app",
        terms_url: "https://himalayas.app/api",
        terms: &[
            "Each posting links to its page on Himalayas, and Himalayas is named as its source.",
            "Postings are not passed on to other job boards or aggregators such as Google Jobs, Jooble or LinkedIn.",
        ],
        followed: false,
    },
);

const JOBICY: Policy = board_wide(
    true,
    Lists::Newest,
    Credit {
        name: "Jobicy",
        home: "https://jobicy.com",
        terms_url: "https://github.com/Jobicy/remote-jobs-api",
        terms: &[
            "Jobicy is named as the source, and those who apply are led to the posting's page on Jobicy.",
            "Postings are not passed on to other job boards or aggregators such as Google Jobs, Jooble or LinkedIn.",
            "The feed is read once an hour at most.",
        ],
        followed: false,
    },
);

const REMOTE_OK: Policy = board_wide(
    true,
    Lists::Newest,
    Credit {
        name: "Remote OK",
        home: "https://remoteok.com",
        terms_url: "https://remoteok.com/api",
        terms: &[
            "Each posting links to its page on Remote OK, without nofollow, and Remote OK is named as its source.",
            "Its logo is a trademark, and is not used.",
        ],
        followed: true,
    },
);

const REMOTIVE: Policy = board_wide(
    true,
    Lists::Whole,
    Credit {
        name: "Remotive",
        home: "https://remotive.com",
        terms_url: "https://github.com/remotive-com/remote-jobs-api",
        terms: &[
            "Each posting links to its page on Remotive, and Remotive is named as its source.",
            "Postings are not passed on to other sites such as Google Jobs, Jooble, Neuvoo or LinkedIn.",
            "Nobody has to sign up to see a posting. The feed is read four times a day at most.",
        ],
        followed: false,
    },
);

const WE_WORK_REMOTELY: Policy = board_wide(
    true,
    Lists::Newest,
    Credit {
        name: "We Work Remotely",
        home: "https://weworkremotely.com",
        terms_url: "https://weworkremotely.com/api-terms-and-guidelines",
        terms: &[
            "Those who apply are led to the posting's page on We Work Remotely.",
            "Its terms rule out services that compete with it, job searches among them: ask it before switching this on for a public site.",
        ],
        followed: false,
    },
);

impl Kind {
    /// What holds for its postings.
    pub const fn policy(self) -> &'static Policy {
        match self {
            Kind::Arbeitnow => &ARBEITNOW,
            Kind::HackerNews => &HACKER_NEWS,
            Kind::Himalayas => &HIMALAYAS,
            Kind::Jobicy => &JOBICY,
            Kind::RemoteOk => &REMOTE_OK,
            Kind::Remotive => &REMOTIVE,
            Kind::WeWorkRemotely => &WE_WORK_REMOTELY,
            _ => &COMPANY,
        }
    }
}

impl Policy {
    /// The policy of a board by its key. Boards of imports and of the sample are companies' own.
    pub fn of(board: &str) -> &'static Policy {
        let source = board.split(':').next().unwrap_or_default();
        Kind::parse(source).map_or(&COMPANY, Kind::policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_all_companies_are_off_and_give_credit() {
        for kind in Kind::ALL {
            let policy = kind.policy();
            assert_eq!(policy.on, !policy.board_wide, "{kind:?}");
            assert_eq!(policy.credit.is_some(), policy.board_wide, "{kind:?}");
            assert_eq!(policy.text == Text::Full, !policy.board_wide, "{kind:?}");
            let credit = policy.credit.iter();
            assert!(
                credit.clone().all(|c| c.home.starts_with("https://") && !c.terms.is_empty()),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn policies_are_found_by_the_boards_key() {
        let check = |key: &str, board_wide: bool| assert_eq!(Policy::of(key).board_wide, board_wide, "{key}");
        check("remoteok", true);
        check("greenhouse:remoteok", false);
        check("import:remoteok", false);
        check("sample", false);
    }
}
