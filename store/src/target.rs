//! Which database is meant.

use std::path::PathBuf;

use crate::Error;

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file, made where it is missing.
    File(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl Target {
    /// From `DATABASE_URL`.
    ///
    /// # Errors
    /// An address of another database.
    pub fn parse(url: &str) -> Result<Target, Error> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Target::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite:") {
            Some(path) => Ok(Target::File(path.trim_start_matches("//").into())),
            None => Err(Error::new(
                "DATABASE_URL must begin with postgres:// (or sqlite:, for a file); leave it out to use the data directory"
                    .to_owned(),
            )),
        }
    }

    /// For messages: without a password.
    pub fn shown(&self) -> String {
        match self {
            Target::File(path) => path.display().to_string(),
            Target::Postgres(url) => match (url.find("://"), url.rfind('@')) {
                (Some(from), Some(to)) if to > from + 3 => format!("{}…{}", &url[..from + 3], &url[to..]),
                _ => url.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_database() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(Target::parse(url).ok().map(|t| t.shown()).as_deref(), expected, "{url}");
        };
        check("postgres://me:secret@db/x", Some("postgres://…@db/x"));
        check("sqlite:data/x.db", Some("data/x.db"));
        check("mysql://db/x", None);
    }
}
