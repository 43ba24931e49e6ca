//! From a query to its canonical string.

use std::fmt;

use super::encode;
use crate::query::{PayFilter, Query, Sort};
use crate::schema::Facet;

impl Query {
    /// The canonical parameters, not encoded, in canonical order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let mut push = |name, value: String| {
            if !value.is_empty() {
                out.push((name, value));
            }
        };
        push("q", self.q.clone());
        for facet in Facet::ALL.into_iter().filter(|f| *f != Facet::Skills) {
            push(facet.name(), self.selected(facet).join(","));
        }
        let without = self.without_skills.iter().map(|s| format!("-{s}"));
        push("skills", self.skills.iter().cloned().chain(without).collect::<Vec<_>>().join(","));
        let companies = self.hide_companies.iter().map(|c| format!("company:{c}"));
        let words = self.hide_words.iter().map(|w| format!("word:{w}"));
        push("hide", companies.chain(words).collect::<Vec<_>>().join(","));
        push("open_to", self.open_to.map(|c| c.code().to_owned()).unwrap_or_default());
        push("salary", self.salary.map(|s| s.to_string()).unwrap_or_default());
        push("currency", self.currency.map(|c| c.code().to_owned()).unwrap_or_default());
        push(
            "pay",
            match self.pay {
                PayFilter::Default => String::new(),
                PayFilter::Any => "any".to_owned(),
                PayFilter::Stated => "stated".to_owned(),
            },
        );
        push("text", self.text.clone());
        push("within", self.within.map(|d| d.to_string()).unwrap_or_default());
        push(
            "sort",
            match self.sort {
                Sort::Newest => String::new(),
                Sort::Salary => "salary".to_owned(),
                Sort::Relevance => "relevance".to_owned(),
            },
        );
        push("page", if self.page > 1 { self.page.to_string() } else { String::new() });
        out
    }
}

impl fmt::Display for Query {
    /// The canonical query string without its question mark; empty for the default query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        for (name, value) in self.pairs() {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(name);
            out.push('=');
            // Lists are joined by commas, which no slug holds: they stay readable. Free text has its commas escaped.
            let keep = if matches!(name, "q" | "text") { "" } else { ",:" };
            encode(&value, keep, &mut out);
        }
        f.write_str(&out)
    }
}
