//! What the repository keeps beside the figures: floors, and labels that are disputed.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::fields::Field;
use crate::postings::Scored;
use crate::tally::Share;

/// Floors: below one of them the command fails.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// Least precision of a field.
    pub precision: BTreeMap<String, f64>,
    /// Least coverage of a field.
    pub coverage: BTreeMap<String, f64>,
    /// Least F1 of a field.
    pub f1: BTreeMap<String, f64>,
    /// Most of the tech roles that may be hidden.
    pub hidden: f64,
    /// Most of the roles outside of tech that may be listed.
    pub listed: f64,
}

/// A label that is plainly wrong. It is scored all the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disputed {
    /// The posting's key.
    pub key: String,
    /// Which field.
    pub field: String,
    /// Why, in our own words.
    pub why: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    label: Vec<Disputed>,
}

/// The floors of the repository.
///
/// # Errors
/// A file that is not of its form.
pub fn floors() -> Result<Floors> {
    toml::from_str(include_str!("../floors.toml")).context("floors.toml cannot be read")
}

/// The disputed labels of the repository.
///
/// # Errors
/// A file that is not of its form.
pub fn disputed() -> Result<Vec<Disputed>> {
    let file: File =
        toml::from_str(include_str!("../disputed.toml")).context("disputed.toml cannot be read")?;
    Ok(file.label)
}

impl Floors {
    /// Which floors do not hold, each as a sentence.
    pub fn breaches(&self, scored: &Scored) -> Vec<String> {
        let mut out = Vec::new();
        for (kind, floors) in [("precision", &self.precision), ("coverage", &self.coverage), ("F1", &self.f1)]
        {
            for (name, &floor) in floors {
                let Some(tally) = Field::from_name(name).and_then(|f| scored.fields.get(&f)) else {
                    out.push(format!("{name} has a floor, but no figure"));
                    continue;
                };
                let value = match kind {
                    "precision" => tally.precision().value(),
                    "coverage" => tally.coverage().value(),
                    _ => tally.f1(),
                };
                if value < floor {
                    out.push(format!("{kind} of {name} is {value:.3}, its floor {floor:.2}"));
                }
            }
        }
        let mut most = |what: &str, share: Share, most: f64| {
            if share.value() > most {
                out.push(format!("{what}: {} of {}, at most {most:.2}", share.part, share.whole));
            }
        };
        most("tech roles hidden", scored.hidden.share(), self.hidden);
        most("other roles listed", scored.listed.share(), self.listed);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_files_read() {
        let floors = floors().unwrap();
        assert!(floors.precision.keys().all(|name| Field::from_name(name).is_some()));
        assert!(
            disputed().unwrap().iter().all(|d| Field::from_name(&d.field).is_some() && !d.why.is_empty())
        );
    }
}
