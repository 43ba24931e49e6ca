//! `tidy`: whether the sources keep the rules of the house that no compiler knows.
//!
//! | rule | why |
//! |---|---|
//! | crates depend one way | the core stays pure |
//! | files stay under 600 lines | a file is one idea |
//! | raw colours, sizes and durations stand in `style/tokens.css` only | one design |
//! | pages and their state ask the server, parts never | parts can be moved and tried alone |
//! | no run of eight words from recorded feeds | other people's texts stay theirs |

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::process::say;
use crate::workspace::Workspace;

/// What each crate of the workspace may depend on.
const ARROWS: [(&str, &[&str]); 12] = [
    ("catalog", &[]),
    ("guide", &[]),
    ("normalise", &["catalog"]),
    ("store", &["catalog"]),
    ("ingest", &["catalog", "guide", "normalise"]),
    ("app", &["catalog", "guide", "normalise", "store"]),
    ("frontend", &["app"]),
    ("server", &["app", "catalog", "ingest", "normalise", "store"]),
    ("bench/accuracy", &["catalog", "ingest", "normalise"]),
    ("bench/engines", &[]),
    ("bench/peers", &["catalog"]),
    ("xtask", &[]),
];
const LONGEST: usize = 600;
/// Words in a run that counts as copied.
const RUN: usize = 8;

/// Checks all rules; the error lists every breach.
pub fn tidy(workspace: &Workspace) -> Result<()> {
    let mut breaches = Vec::new();
    arrows(workspace, &mut breaches)?;
    let files = sources(workspace.root())?;
    for path in &files {
        let Ok(text) = fs::read_to_string(path) else { continue };
        let name = path.strip_prefix(workspace.root()).unwrap_or(path).display().to_string();
        if name.ends_with(".rs") && text.lines().count() > LONGEST {
            breaches.push(format!("{name} has more than {LONGEST} lines"));
        }
        if name.starts_with("app/src/") {
            calls(&name, &text, &mut breaches);
        }
        if name.ends_with(".css") && !name.ends_with("tokens.css") {
            raw_values(&name, &text, &mut breaches);
        }
    }
    copied(workspace, &files, &mut breaches)?;
    if breaches.is_empty() {
        return Ok(());
    }
    bail!("{}", breaches.join("\n"))
}

fn arrows(workspace: &Workspace, breaches: &mut Vec<String>) -> Result<()> {
    for (package, allowed) in ARROWS {
        let text = fs::read_to_string(workspace.path(package).join("Cargo.toml"))
            .with_context(|| format!("{package} has no manifest"))?;
        let manifest: toml::Table = text.parse()?;
        let Some(dependencies) = manifest.get("dependencies").and_then(|d| d.as_table()) else { continue };
        for name in dependencies.keys().filter(|n| ARROWS.iter().any(|(p, _)| p == n)) {
            if !allowed.contains(&name.as_str()) {
                breaches.push(format!("{package} must not depend on {name}"));
            }
        }
    }
    Ok(())
}

/// Calls of server functions stand in pages and in the state that a page keeps.
fn calls(name: &str, text: &str, breaches: &mut Vec<String>) {
    const CALLERS: [&str; 3] = ["/page.rs", "/detail.rs", "/search.rs"];
    if !CALLERS.iter().any(|caller| name.ends_with(caller)) && text.contains("api::") {
        breaches.push(format!("{name} asks the server: that belongs into its page"));
    }
}

fn raw_values(name: &str, text: &str, breaches: &mut Vec<String>) {
    for (number, line) in text.lines().enumerate() {
        let code = line.split("/*").next().unwrap_or(line);
        // Conditions cannot read custom properties.
        if code.trim_start().starts_with('@') {
            continue;
        }
        let hex = code.contains('#')
            && code.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                digits == 3 || digits == 6 || digits == 8
            });
        let colour = ["rgb(", "hsl(", "oklch("].iter().any(|f| code.contains(f));
        if hex || colour {
            breaches.push(format!("{name}:{}: a raw colour belongs into style/tokens.css", number + 1));
        }
        if has_length(code) {
            breaches
                .push(format!("{name}:{}: a raw size or duration belongs into style/tokens.css", number + 1));
        }
    }
}

/// Whether a line of CSS has a number with a unit of length or time. Shares of the screen and of a grid are layout.
fn has_length(code: &str) -> bool {
    const UNITS: [&str; 7] = ["px", "rem", "em", "ch", "pt", "ms", "s"];
    let words = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    words.filter(|word| word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())).any(|word| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        UNITS.contains(&unit)
    })
}

/// Text files of the project.
fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    const LEFT_OUT: [&str; 7] =
        ["target", "node_modules", ".git", "data", "test-results", "screenshots", "corpus"];
    let mut out = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() {
                if !LEFT_OUT.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if ["rs", "md", "css", "ts", "js", "mjs", "toml", "json"]
                .iter()
                .any(|e| name.ends_with(&format!(".{e}")))
                && name != "package-lock.json"
            {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

/// Runs of eight words that stand in recorded feeds.
fn copied(workspace: &Workspace, files: &[PathBuf], breaches: &mut Vec<String>) -> Result<()> {
    let Some(shared) = workspace.shared() else {
        say("skipped: the search for copied texts, as there are no recorded feeds beside the project");
        return Ok(());
    };
    let mut ours: HashSet<u64> = HashSet::new();
    let texts: Vec<(&PathBuf, Vec<String>)> =
        files.iter().filter_map(|path| Some((path, words(&fs::read_to_string(path).ok()?)))).collect();
    texts.iter().for_each(|(_, words)| ours.extend(words.windows(RUN).map(hash)));
    let mut theirs: HashSet<u64> = HashSet::new();
    let mut folders = vec![shared.join("data/captures"), shared.join("data/labelled")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|e| e == "json" || e == "jsonl" || e == "xml" || e == "html")
            {
                let words = words(&String::from_utf8_lossy(&fs::read(&path)?));
                theirs.extend(words.windows(RUN).map(hash).filter(|h| ours.contains(h)));
            }
        }
    }
    for (path, words) in texts {
        if let Some(run) = words.windows(RUN).find(|run| theirs.contains(&hash(run))) {
            breaches.push(format!("{} shares words with a recorded feed: {}", path.display(), run.join(" ")));
        }
    }
    Ok(())
}

/// Words of letters, lower case; markup and numbers are no words.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1);
    words
        .map(str::to_lowercase)
        .filter(|w| {
            !["lt", "gt", "amp", "nbsp", "quot", "li", "ul", "div", "span", "br", "strong", "style"]
                .contains(&w.as_str())
        })
        .collect()
}

fn hash(run: &[String]) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_lengths_are_found() {
        let check = |code: &str, expected: bool| assert_eq!(has_length(code), expected, "{code}");
        check("padding: 4px", true);
        check("transition: opacity 120ms", true);
        check("margin: -1.5rem 0", true);
        check("inline-size: calc(100% - var(--space-2))", false);
        check("block-size: 100dvh", false);
        check("grid-template-columns: minmax(0, 1fr) auto", false);
        check("h2, h3 { line-height: 1.5 }", false);
    }

    #[test]
    fn parts_do_not_ask_the_server() {
        let breaches = |name: &str| {
            let mut breaches = Vec::new();
            calls(name, "api::role(id)", &mut breaches);
            breaches.len()
        };
        assert_eq!((breaches("app/src/jobs/row.rs"), breaches("app/src/jobs/page.rs")), (1, 0));
    }
}
