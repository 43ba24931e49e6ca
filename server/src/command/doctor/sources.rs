//! The list of boards.

use ingest::Sources;

use super::{Finding, fails, fine, warn};
use crate::config::Data;
use crate::data;

/// The list, and the contact in it.
pub(super) fn look(data: &Data) -> Vec<Finding> {
    const CHECK: &str = "sources.toml";
    let path = data.sources_path();
    let shown = path.display();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(_) if !path.exists() => {
            return vec![warn(CHECK, format!("{shown} is not there: {}", data::FOLLOW))];
        }
        Err(error) => return vec![fails(CHECK, format!("{shown} cannot be read: {error}"))],
    };
    let sources = match Sources::parse(&text, data.allow_loopback) {
        Ok(sources) => sources,
        Err(error) => return vec![fails(CHECK, format!("{shown} is wrong in {error}"))],
    };
    let (on, all) = (sources.enabled().count(), sources.boards.len());
    let list = match on {
        0 => warn(CHECK, format!("{shown} follows none of its {all} boards: enable one")),
        _ => fine(CHECK, format!("{shown} follows {on} of {all} boards")),
    };
    let contact = match sources.contact.trim() {
        "" if on == 0 => warn("contact", "there is none: nothing is fetched"),
        "" => fails(
            "contact",
            format!("there is none: put `contact = \"you@example.org\"` at the top of {shown}"),
        ),
        contact => fine("contact", contact),
    };
    vec![list, contact]
}
