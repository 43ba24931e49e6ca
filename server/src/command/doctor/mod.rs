//! `codedeck doctor`: looks at everything that has to be right, changes nothing, and says what to do.
//!
//! | file | answers |
//! |---|---|
//! | `database` | does it open, is it sound, and is the clock behind it? |
//! | `machine` | is the folder writable, is there space, is the port free, is the clock right? |
//! | `site` | are the browser's files there and whole? |
//! | `sources` | can the list of boards be read, and is there a contact? |

mod database;
mod machine;
mod site;
mod sources;

use anyhow::Result;
use serde::Serialize;
use serde_json::json;

use crate::Exit;
use crate::config::{Data, Place};

/// What was found.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// How it is.
    pub state: State,
    /// In plain words, with what to do.
    pub what: String,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Fine,
    /// It works, and something should be looked after.
    Warn,
    /// It does not work.
    Fails,
}

fn fine(check: &'static str, what: impl Into<String>) -> Finding {
    Finding { check, state: State::Fine, what: what.into() }
}

fn warn(check: &'static str, what: impl Into<String>) -> Finding {
    Finding { check, state: State::Warn, what: what.into() }
}

fn fails(check: &'static str, what: impl Into<String>) -> Finding {
    Finding { check, state: State::Fails, what: what.into() }
}

/// Looks and prints.
pub async fn run(data: &Data, place: &Place, json: bool) -> Result<Exit> {
    let findings = look(data, place).await;
    let count = |state| findings.iter().filter(|f| f.state == state).count();
    let (warnings, failures) = (count(State::Warn), count(State::Fails));
    if json {
        crate::print(json!({"checks": findings, "warnings": warnings, "failures": failures}))?;
    } else {
        for Finding { check, state, what } in &findings {
            let word = match state {
                State::Fine => "fine",
                State::Warn => "warn",
                State::Fails => "fails",
            };
            crate::print(format_args!("{word}\t{check}\t{what}"))?;
        }
        crate::print(format_args!("{} checks: {warnings} warnings, {failures} failures", findings.len()))?;
    }
    Ok(if failures > 0 { Exit::Bad } else { Exit::Done })
}

/// Everything, in the order in which it is mended.
pub async fn look(data: &Data, place: &Place) -> Vec<Finding> {
    let mut findings = vec![machine::folder(&data.data), machine::space(&data.data)];
    findings.extend(sources::look(data));
    let newest = database::look(data, &mut findings).await;
    findings.push(machine::clock(crate::now(), newest));
    findings.push(site::look(&place.site));
    findings.push(machine::port(place.listen));
    findings
}
