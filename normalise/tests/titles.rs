//! Titles of many trades and languages, each with its kind of work and its rung; `?` where readers may differ.

use catalog::schema::{Category, Level};
use normalise::title;

const TITLES: &str = include_str!("titles.tsv");

#[test]
fn titles_name_work_and_rung() {
    let mut wrong = Vec::new();
    for line in TITLES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, category, level] = cells[..] else { panic!("not three cells: {line}") };
        let work = title::category(name, "", "".lines());
        let rung = title::level(name);
        if category != "?" && Category::from_slug(category) != Some(work.value) {
            wrong.push(format!(
                "{name}: {} instead of {category}, by {:?}",
                work.value.slug(),
                work.evidence
            ));
        }
        if level != "?" && Level::from_slug(level) != Some(rung.value) {
            wrong.push(format!("{name}: {} instead of {level}, by {:?}", rung.value.slug(), rung.evidence));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
